using System.Globalization;
using System.Text;

namespace Lad.KafkaLoad.Producing;

/// <summary>The lines that are sent: those of a file, over and over, or of a made-up service.</summary>
internal sealed class LoadLines
{
    private static readonly string[] Shapes =
    [
        "081109 203530 {0} INFO orders.Checkout: order {1} of customer {2} accepted, 10.250.{3}.{4}:50010 answered in {0} ms",
        "081109 203531 {0} INFO store.Replica: received block blk_{1} of size {2} from /10.250.{3}.{4}",
        "081109 203532 {0} WARN store.Replica: slow read of blk_{1} on /10.250.{3}.{4}, waited {0} ms",
        "081109 203533 {0} INFO mail.Sender: mail {1} to user-{2}@example.org queued",
    ];

    private readonly byte[][] lines;

    private LoadLines(byte[][] lines) => this.lines = lines;

    /// <summary>How many there are.</summary>
    public int Count => lines.Length;

    /// <summary>Line <paramref name="index"/>, from 0; after the last comes the first.</summary>
    public byte[] this[long index] => lines[index % lines.Length];

    /// <summary>The same lines with a time of sending.</summary>
    public LoadLines Stamped(TimeProvider clock) => new([.. lines.Select(line => SendTime.Stamp(line, SendTime.Now(clock)))]);

    /// <summary>The lines of a file; made-up ones when there is none.</summary>
    public static LoadLines Of(string? file) => file is null ? MakeUp(20_000) : new LoadLines([.. File.ReadLines(file, Encoding.Latin1).Where(line => line.Length > 0).Select(Encoding.Latin1.GetBytes)]);

    /// <summary>Made-up lines, the same every time.</summary>
    public static LoadLines MakeUp(int count)
    {
        var random = new Random(1);
        return new LoadLines([.. Enumerable.Range(0, count).Select(_ => Encoding.UTF8.GetBytes(string.Format(
            CultureInfo.InvariantCulture, Shapes[random.Next(Shapes.Length)], random.Next(1000), random.NextInt64(), random.Next(), random.Next(256), random.Next(256))))]);
    }
}
