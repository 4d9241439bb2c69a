using System.Diagnostics.Metrics;
using Lad.Cli.Logging;
using Lad.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Tests.Logging;

public sealed class LogMetricsTests
{
    [Fact]
    public void Diagnostics_are_counted_by_level_and_what_is_held_back_besides()
    {
        using var instrumentation = new Instrumentation(Guid.NewGuid().ToString());
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (ReferenceEquals(instrument.Meter, instrumentation.Meter)) heard.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => seen[instrument.Name + string.Concat(labels.ToArray().Select(label => $" {label.Key}={label.Value}"))] = value);
        listener.Start();
        var counters = new LogCounters();
        LogMetrics.Observe(instrumentation, counters);
        counters.Write(LogLevel.Error);
        counters.Write(LogLevel.Critical);
        counters.Write(LogLevel.Information);
        counters.HoldBack();

        listener.RecordObservableInstruments();

        Assert.Equal(
            new Dictionary<string, long> { ["lad.log.events level=debug"] = 0, ["lad.log.events level=information"] = 1, ["lad.log.events level=warning"] = 0, ["lad.log.events level=error"] = 2, ["lad.log.held_back.events"] = 1 },
            seen);
    }
}
