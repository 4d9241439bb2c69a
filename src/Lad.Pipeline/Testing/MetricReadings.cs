using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.InteropServices;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Testing;

/// <summary>Reads what is measured, in a test: the instruments of one meter, each value with its labels as <c>name{label=value,...}</c>, the labels by name.</summary>
public sealed class MetricReadings : IDisposable
{
    private readonly Lock gate = new();
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, double> values = new(StringComparer.Ordinal);

    /// <summary>Listens to a process's meter.</summary>
    public MetricReadings(Instrumentation instrumentation)
        : this(instrument => instrument.Meter == instrumentation.Meter)
    {
    }

    /// <summary>Listens to the instruments that are chosen.</summary>
    public MetricReadings(Func<Instrument, bool> chosen)
    {
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (chosen(instrument)) listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.Start();
    }

    /// <summary>Looks now. Counters and gauges have their value, histograms the sum of what was recorded, and how often under <c>name#{...}</c>.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        listener.RecordObservableInstruments();
        lock (gate) return new Dictionary<string, double>(values);
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        string under = Labels(labels);
        lock (gate)
        {
            if (instrument.IsObservable)
            {
                values[instrument.Name + under] = value;
                return;
            }
            CollectionsMarshal.GetValueRefOrAddDefault(values, instrument.Name + under, out _) += value;
            if (instrument is Histogram<double> or Histogram<long> or Histogram<int>) CollectionsMarshal.GetValueRefOrAddDefault(values, instrument.Name + "#" + under, out _)++;
        }
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> labels) => labels.IsEmpty
        ? ""
        : "{" + string.Join(',', labels.ToArray().OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => string.Create(CultureInfo.InvariantCulture, $"{label.Key}={label.Value}"))) + "}";
}
