using System.Diagnostics;
using System.Globalization;
using Lad.Detection;
using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Snapshots;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;
using Lad.Kafka.Models;
using Lad.KafkaLoad.Commands;
using Lad.Pipeline.Models;

namespace Lad.KafkaLoad.Models;

/// <summary>Publishes versions of a large model, then reads the one in force as a scorer does that starts.</summary>
internal sealed class Readiness(LoadBroker broker, int megabytes, int versions, TextWriter output)
{
    private const int Dimension = 128;

    public async Task RunAsync(int rounds, CancellationToken stop)
    {
        string name = $"models-{Guid.NewGuid():n}"[..20];
        await broker.CreateTopicAsync(name, 1).ConfigureAwait(false);
        var topic = new KafkaModelTopic(name, broker.Client);
        for (int version = 1; version <= versions; version++)
        {
            DetectionModel model = Model(version);
            long sent = Stopwatch.GetTimestamp();
            await topic.History("default").PublishAsync(model, stop).ConfigureAwait(false);
            Line($"published {SnapshotWriter.Write(model).Length / 1e6:0.0} MB in {Stopwatch.GetElapsedTime(sent).TotalMilliseconds:0} ms");
        }

        List<double> times = [];
        for (int round = 0; round < rounds; round++)
        {
            long begin = Stopwatch.GetTimestamp();
            double inForce = 0;
            await foreach (ModelChange change in topic.WatchAllAsync(stop).ConfigureAwait(false))
            {
                if (change.Model is { } model)
                {
                    _ = new Detector(model);
                    inForce = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
                }
                if (change.Kind == ModelChangeKind.CaughtUp) break;
            }
            times.Add(inForce);
            Line($"round {round + 1}: ready after {inForce:0} ms");
        }
        times.Sort();
        Line($"ready after: median {times[times.Count / 2]:0} ms, worst {times[^1]:0} ms, of {times.Count}");
    }

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private DetectionModel Model(int version)
    {
        string[] words = [.. Enumerable.Range(0, megabytes * 1_000_000 / (Dimension * sizeof(float))).Select(word => $"word{word}")];
        float[] vectors = [.. Enumerable.Range(0, words.Length * Dimension).Select(value => (float)Math.Sin(value + version))];
        return new DetectionModel
        {
            Metadata = new ModelMetadata { Name = "default", Version = $"v{version}", CreatedAt = DateTimeOffset.UnixEpoch.AddDays(version), Seed = 1, TrainingRecords = 10, HeldBackRecords = 2 },
            Masking = new MaskingRules(),
            Templates = new TemplateSet([new Template { Text = "word1", Tokens = ["word1"], Fingerprint = 1, Count = 10, Episodes = 1 }]),
            Words = new WordVectors(Dimension, words, [.. words.Select(_ => 10.0)], vectors),
            Map = new SelfOrganizingMap(1, 1, Dimension, vectors[..Dimension], [0], [10]),
            Calibration = new ScoreCalibration { RawScores = [0.5], Levels = [0.5], TailScale = 1 },
            Threshold = new Threshold { Policy = "quantile", Parameter = 0.01, Value = 0.99 },
        };
    }
}
