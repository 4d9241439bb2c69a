using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Detection.Training;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>A model of a small service, learned once for all tests.</summary>
internal static class TrainedModels
{
    private static readonly string[] Shapes =
    [
        "order {0} accepted for customer {1}", "order {0} shipped by carrier {1}", "payment {0} settled after {1} ms", "user {0} logged in from 10.0.0.{1}",
        "cache refreshed with {0} entries in {1} ms", "mail {0} queued for delivery", "inventory of shelf {0} counted", "session {0} closed after {1} s",
    ];

    public static Detector Shop { get; } = new(Train("shop"));

    public static string Line(int i) => string.Format(CultureInfo.InvariantCulture, Shapes[i % Shapes.Length], 1000 + i, i % 250);

    private static DetectionModel Train(string name)
    {
        var set = new TrainingSet(new TrainingOptions());
        for (int i = 0; i < 2000; i++) set.Add(Encoding.UTF8.GetBytes(Line(i)), 0);
        return ModelTrainer.Train(set, new ModelIdentity(name, DateTimeOffset.UnixEpoch, "test"));
    }
}
