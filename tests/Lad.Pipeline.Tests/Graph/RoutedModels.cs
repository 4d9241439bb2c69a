using Lad.Detection;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>Models of several services, and lines that these write.</summary>
internal static class RoutedModels
{
    public static readonly string[] Services = ["shop", "mail", "", "bank", "unheard-of"];

    // They say different things of equal messages.
    public static readonly DetectionModel[] Models =
    [
        SampleModels.Of("d1", "default", threshold: 0.999999), SampleModels.Of("s1", "shop", threshold: 0.0001), SampleModels.Of("m1", "mail", threshold: 0.9), Trained("b1", "bank"),
    ];

    public static ModelRouter Router()
    {
        var router = new ModelRouter();
        foreach (DetectionModel model in Models) router.Put(model);
        return router;
    }

    public static string Line(string service, string message) => service.Length == 0 ? $$"""{"message":"{{message}}"}""" : $$$"""{"service":{"name":"{{{service}}}"},"message":"{{{message}}}"}""";

    private static DetectionModel Trained(string version, string name) => TrainedModels.Shop.Model with { Metadata = TrainedModels.Shop.Model.Metadata with { Name = name, Version = version } };
}
