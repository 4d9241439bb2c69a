using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>The end of a reader that collects when it is asked to: writes what was collected to whoever asked. One caller at a time.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly ExpositionWriter writer = new();
    private Utf8Text? target;
    private ExpositionFormat wanted;

    /// <summary>Collects; set by the reader.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Collects once.</summary>
    /// <param name="format">How to write it.</param>
    /// <param name="text">Takes it.</param>
    /// <returns>Whether it was collected; not before a provider has the reader, nor after that has ended.</returns>
    public bool TryWrite(ExpositionFormat format, Utf8Text text)
    {
        (target, wanted) = (text, format);
        try
        {
            return Collect?.Invoke(Timeout.Infinite) == true && text.Length > 0;
        }
        finally
        {
            target = null;
        }
    }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        // A provider that ends collects once more, for nobody, or for somebody who is about to: a text is written once.
        if (target is not { } text) return ExportResult.Success;
        text.Clear();
        writer.Write(batch, ParentProvider.GetResource(), wanted, text);
        return ExportResult.Success;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) writer.Dispose();
        base.Dispose(disposing);
    }
}
