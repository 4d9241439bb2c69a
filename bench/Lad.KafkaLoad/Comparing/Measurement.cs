using System.Globalization;

namespace Lad.KafkaLoad.Comparing;

/// <summary>What one run took, from the first record read to the last delivery.</summary>
/// <param name="Records">Records that went through.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Processor">Processor time of the process, all threads.</param>
/// <param name="BytesOut">Bytes of the values produced.</param>
internal sealed record Measurement(long Records, TimeSpan Elapsed, TimeSpan Processor, long BytesOut)
{
    /// <summary>Records each second.</summary>
    public double Rate => Records / Elapsed.TotalSeconds;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Rate,10:N0} lines/s  {Elapsed.TotalSeconds,6:F2} s  {Processor.TotalSeconds,6:F2} s of processor  {BytesOut / 1e6,7:F0} MB out");
}
