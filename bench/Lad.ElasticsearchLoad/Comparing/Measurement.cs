using System.Globalization;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>What one run took.</summary>
/// <param name="Documents">Documents written.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Processor">Processor time of the writer's process, all threads.</param>
/// <param name="Serving">Processor time of the server's process.</param>
/// <param name="Bytes">Bytes of the bodies before compression.</param>
internal sealed record Measurement(long Documents, TimeSpan Elapsed, TimeSpan Processor, TimeSpan Serving, long Bytes)
{
    /// <summary>Documents each second.</summary>
    public double Rate => Documents / Elapsed.TotalSeconds;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Rate,10:N0} documents/s  {Elapsed.TotalSeconds,6:F2} s  {Processor.TotalSeconds,6:F2} s of processor, server {Serving.TotalSeconds,6:F2} s  {Bytes / 1e6,7:F0} MB");
}
