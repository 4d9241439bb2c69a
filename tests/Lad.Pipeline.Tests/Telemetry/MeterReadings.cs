using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Tests.Telemetry;

/// <summary>Listens to one meter: what its observable instruments say now, and what was recorded by histograms.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, double> observed = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<double>> recorded = new();

    public MeterReadings(Instrumentation instrumentation)
    {
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter != instrumentation.Meter) return;
            Instruments.Add(instrument);
            it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    public ConcurrentBag<Instrument> Instruments { get; } = [];

    /// <summary>A name, and the values of its labels: <c>lad.component.sent.records parse</c>.</summary>
    public double this[string name]
    {
        get
        {
            listener.RecordObservableInstruments();
            return observed.TryGetValue(name, out double value) ? value : throw new KeyNotFoundException($"'{name}' is none of: {string.Join(", ", observed.Keys.Order())}");
        }
    }

    /// <summary>What a component was given, passed on, failed on and left out.</summary>
    public (double Received, double Sent, double Errors, double Dropped) Component(string name) => (
        this[$"lad.component.received.records {name}"], this[$"lad.component.sent.records {name}"], this[$"lad.component.errors {name}"], this[$"lad.component.dropped.records {name} true"]);

    public double[] Recorded(string name) => recorded.TryGetValue(name, out ConcurrentQueue<double>? values) ? [.. values] : [];

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = instrument.Name;
        foreach (KeyValuePair<string, object?> tag in tags) name += $" {tag.Value}";
        if (instrument.IsObservable) observed[name] = value;
        else recorded.GetOrAdd(name, _ => new()).Enqueue(value);
    }
}
