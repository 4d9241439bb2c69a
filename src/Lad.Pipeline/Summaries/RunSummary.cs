using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;

namespace Lad.Pipeline.Summaries;

/// <summary>What the report of a run tells beyond its counters. Keeps names of models, never the models: the latest 64 of them.</summary>
internal sealed class RunSummary
{
    private const int KeptModels = 64;
    private readonly List<ModelUse> models = [];
    private Detector? current;
    private long verdicts;

    public FingerprintSummary Fingerprints { get; } = new();

    public IReadOnlyList<ModelUse> Models => current is null ? [] : [.. models, Use(current)];

    public void Add(RecordBatch batch, int scored)
    {
        Fingerprints.Add(batch);
        if (!ReferenceEquals(current, batch.Detector))
        {
            if (current is not null) models.Add(Use(current));
            if (models.Count == KeptModels) models.RemoveAt(0);
            current = batch.Detector;
            verdicts = 0;
        }
        verdicts += scored;
    }

    private ModelUse Use(Detector detector) => new(detector.Model.Metadata.Name, detector.Model.Metadata.Version, verdicts);
}
