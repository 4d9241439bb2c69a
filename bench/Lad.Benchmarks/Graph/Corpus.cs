using Lad.Detection;
using Lad.Detection.Training;

namespace Lad.Benchmarks.Graph;

/// <summary>Lines to score and a model of them: those of the file that <c>LAD_BENCH_LOG</c> names, or of a made-up service.</summary>
internal sealed class Corpus
{
    private Corpus(byte[][] lines)
    {
        Lines = lines;
        var set = new TrainingSet(new TrainingOptions());
        foreach (byte[] line in lines) set.Add(line, 0);
        Detector = new Detector(ModelTrainer.Train(set, new ModelIdentity("benchmark", DateTimeOffset.UnixEpoch, "benchmark")));
    }

    public byte[][] Lines { get; }

    public Detector Detector { get; }

    public static Corpus Load()
    {
        string? path = Environment.GetEnvironmentVariable("LAD_BENCH_LOG");
        return new Corpus(path is null ? MakeUp(20_000) : [.. File.ReadLines(path, System.Text.Encoding.Latin1).Select(System.Text.Encoding.Latin1.GetBytes)]);
    }

    private static byte[][] MakeUp(int count)
    {
        var random = new Random(1);
        string[] shapes =
        [
            "081109 203530 {0} INFO orders.Checkout: order {1} of customer {2} accepted, 10.250.{3}.{4}:50010 answered in {0} ms",
            "081109 203531 {0} INFO store.Replica: received block blk_{1} of size {2} from /10.250.{3}.{4}",
            "081109 203532 {0} WARN store.Replica: slow read of blk_{1} on /10.250.{3}.{4}, waited {0} ms",
            "081109 203533 {0} INFO mail.Sender: mail {1} to user-{2}@example.org queued",
        ];
        return [.. Enumerable.Range(0, count).Select(_ => System.Text.Encoding.UTF8.GetBytes(string.Format(
            System.Globalization.CultureInfo.InvariantCulture, shapes[random.Next(shapes.Length)], random.Next(1000), random.NextInt64(), random.Next(), random.Next(256), random.Next(256))))];
    }
}
