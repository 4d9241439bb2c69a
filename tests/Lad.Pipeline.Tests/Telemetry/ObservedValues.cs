using System.Diagnostics.Metrics;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Tests.Telemetry;

/// <summary>Reads what the observable instruments of one meter show now.</summary>
internal sealed class ObservedValues : IDisposable
{
    private readonly List<(string Instrument, IReadOnlyDictionary<string, object?> Tags, long Value)> readings = [];
    private readonly MeterListener listener;

    public ObservedValues(Instrumentation instrumentation)
    {
        listener = new MeterListener
        {
            InstrumentPublished = (instrument, hearing) =>
            {
                if (ReferenceEquals(instrument.Meter, instrumentation.Meter)) hearing.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => readings.Add((instrument.Name, tags.ToArray().ToDictionary(), value)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => readings.Add((instrument.Name, tags.ToArray().ToDictionary(), (long)value)));
        listener.Start();
    }

    /// <summary>The instruments that show something.</summary>
    public IReadOnlyList<string> Instruments => [.. Read().Select(reading => reading.Instrument).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What an instrument shows, of the measurements with these labels, added up; <see langword="null"/> when there is none.</summary>
    public long? Of(string instrument, params (string Label, object Value)[] labels)
    {
        long[] matching = [.. Read().Where(reading => reading.Instrument == instrument && labels.All(label => label.Value.Equals(reading.Tags.GetValueOrDefault(label.Label)))).Select(reading => reading.Value)];
        return matching.Length == 0 ? null : matching.Sum();
    }

    /// <summary>The labels of an instrument's measurements, as <c>a=1 b=2</c>.</summary>
    public IReadOnlyList<string> Labels(string instrument) =>
        [.. Read().Where(reading => reading.Instrument == instrument).Select(reading => string.Join(' ', reading.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))).Order(StringComparer.Ordinal)];

    public void Dispose() => listener.Dispose();

    private (string Instrument, IReadOnlyDictionary<string, object?> Tags, long Value)[] Read()
    {
        readings.Clear();
        listener.RecordObservableInstruments();
        return [.. readings];
    }
}
