using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Detection.Maps;
using Lad.Detection.Training;
using Lad.Pipeline.Models;

namespace Lad.Browser.Tests.Stores;

/// <summary>Two versions of a model of a shop's log; the newer says what its gate found and what feedback moved.</summary>
internal static class SeedModels
{
    private static readonly Lazy<(DetectionModel Older, DetectionModel Newer)> models = new(Train);

    public static DetectionModel Newer => models.Value.Newer;

    /// <summary>Puts both into a directory, the newer in force.</summary>
    public static async Task<ModelDirectory> PublishAsync(string path)
    {
        var library = new ModelDirectory(path);
        await library.History(Newer.Metadata.Name).PublishAsync(models.Value.Older);
        await library.History(Newer.Metadata.Name).PublishAsync(Newer);
        return library;
    }

    private static (DetectionModel, DetectionModel) Train()
    {
        DetectionModel older = Train(2_000, ["placed", "paid", "shipped"], 20), newer = Train(3_000, ["placed", "paid", "shipped", "returned"], 21);
        ModelMetadata said = newer.Metadata with
        {
            Parent = older.Metadata.Version,
            Gate = [new GateResult("anomaly rate", true, "0.8 % of the records of the last hour, at most 2 % are allowed"), new GateResult("templates", false, "41 % of the templates are new, at most 30 % are allowed")],
            Feedback = new LearnedFeedback { Threshold = newer.Threshold.Value, FalsePositives = [new FalsePositiveOutcome(0x9f2c1a04d3b2a190, .9991, .41)], TruePositives = [new TruePositiveOutcome(0x1f2c1a04d3b2a190, 12, .9993, .9995)] },
        };
        return (older, newer with { Metadata = said });
    }

    private static DetectionModel Train(int count, string[] verbs, int day)
    {
        var set = new TrainingSet(new TrainingOptions { Map = new SelfOrganizingMapOptions { Rows = 16, Columns = 16 } });
        for (int i = 0; i < count; i++)
        {
            string line = (i % 10) switch
            {
                < 5 => string.Create(CultureInfo.InvariantCulture, $"order {i} {verbs[i % verbs.Length]} by customer {i * 7 % 991}"),
                < 8 => string.Create(CultureInfo.InvariantCulture, $"GET /items/{i} served in {i % 40} ms"),
                8 => string.Create(CultureInfo.InvariantCulture, $"stock of item {i % 97} counted: {i % 1000} pieces"),
                _ => string.Create(CultureInfo.InvariantCulture, $"session {i * 31 % 977} renewed for user {i % 83}"),
            };
            set.Add(Encoding.UTF8.GetBytes(line), 0);
        }

        return ModelTrainer.Train(set, new ModelIdentity("shop", new DateTimeOffset(2026, 11, day, 10, 15, 0, TimeSpan.Zero), "file:shop.log"));
    }
}
