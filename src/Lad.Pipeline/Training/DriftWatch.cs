using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Training;

/// <summary>Watches how well the models in force know what arrives: each record is judged by its service's model, or by that of the whole where it has none. Safe for any thread.</summary>
/// <param name="options">When a model counts as overtaken.</param>
/// <param name="whole">The model that stands behind those of services.</param>
public sealed class DriftWatch(DriftOptions options, string whole)
{
    private readonly Lock sync = new();
    private readonly DetectorScratch scratch = new();
    private readonly Dictionary<string, Watched> models = new(StringComparer.Ordinal);

    /// <summary>Whether drift is watched at all.</summary>
    public bool IsOn => options.Share > 0;

    /// <summary>Watches a model under its name from now on, in the place of an earlier version.</summary>
    public void Use(DetectionModel model) => Use(model, isNew: true);

    /// <summary>Takes up another version of a model that is watched; one that is not stays unwatched.</summary>
    public void Replace(DetectionModel model) => Use(model, isNew: false);

    /// <summary>No longer watches a model.</summary>
    public void Drop(string name)
    {
        lock (sync) models.Remove(name);
    }

    /// <summary>Takes notice of a parsed record.</summary>
    public void Notice(RecordBatch batch, int index)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Span<char> name = stackalloc char[ModelName.MaxLength];
        lock (sync)
        {
            if (models.Count == 0) return;
            Watched? model = null;
            if (ServiceName.TryRead(batch.Service(index), name, out int length)) models.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..length], out model);
            if (model is not null || models.TryGetValue(whole, out model)) model.Notice(batch.Message(index), scratch);
        }
    }

    /// <summary>Whether a model drifted and that was not answered yet.</summary>
    public bool HasDrifted(string name)
    {
        lock (sync) return models.TryGetValue(name, out Watched? model) && model.Monitor.HasDrifted;
    }

    /// <summary>Share of the recent records that a model does not know, 0 to 1.</summary>
    public double Share(string name)
    {
        lock (sync) return models.TryGetValue(name, out Watched? model) ? model.Monitor.Share : 0;
    }

    /// <summary>The same of each model that is watched: that of the whole first, then by name.</summary>
    public IReadOnlyList<(string Name, double Share)> Shares
    {
        get
        {
            lock (sync) return [.. models.OrderBy(model => model.Key != whole).ThenBy(static model => model.Key, StringComparer.Ordinal).Select(static model => (model.Key, model.Value.Monitor.Share))];
        }
    }

    /// <summary>Drift of a model was answered.</summary>
    public void Answer(string name)
    {
        lock (sync)
        {
            if (models.TryGetValue(name, out Watched? model)) model.Monitor.Answer();
        }
    }

    private void Use(DetectionModel model, bool isNew)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!IsOn || !IsWanted(model, isNew)) return;
        var detector = new Detector(model);
        lock (sync)
        {
            if (models.TryGetValue(model.Metadata.Name, out Watched? known)) known.Use(detector);
            else if (isNew) models.Add(model.Metadata.Name, new Watched(detector, new DriftMonitor(options)));
        }
    }

    // A version that is told of twice is no new one.
    private bool IsWanted(DetectionModel model, bool isNew)
    {
        lock (sync) return models.TryGetValue(model.Metadata.Name, out Watched? known) ? known.Version != model.Metadata.Version : isNew;
    }

    private sealed class Watched(Detector detector, DriftMonitor monitor)
    {
        private Detector inForce = detector;

        public DriftMonitor Monitor => monitor;

        public string Version => inForce.Model.Metadata.Version;

        public void Use(Detector detector)
        {
            inForce = detector;
            monitor.Restart();
        }

        public void Notice(ReadOnlySpan<byte> message, DetectorScratch scratch) => monitor.Notice(inForce.Assess(message, scratch).Template < 0);
    }
}
