using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;

namespace Lad.Pipeline.Summaries;

/// <summary>What the report of a run tells beyond its counters. Keeps names of models, never the models: those of the <see cref="KeptModels"/> that were used latest.</summary>
internal sealed class RunSummary
{
    private const int KeptModels = 65;
    private readonly List<Use> uses = [];
    private Detector? current;
    private Use? currentUse;
    private long turn;

    public FingerprintSummary Fingerprints { get; } = new();

    public IReadOnlyList<ModelUse> Models => [.. uses.Select(use => new ModelUse(use.Name, use.Version, use.Verdicts))];

    public void Add(RecordBatch batch, int scored)
    {
        Fingerprints.Add(batch);
        if (!batch.IsRouted)
        {
            Add(batch.Detector!, scored);
            return;
        }
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored) Add(batch.DetectorOf(i)!, 1);
    }

    private void Add(Detector detector, int verdicts)
    {
        if (!ReferenceEquals(current, detector))
        {
            current = detector;
            currentUse = Find(detector.Model.Metadata);
            currentUse.Turn = ++turn;
        }
        currentUse!.Verdicts += verdicts;
    }

    private Use Find(ModelMetadata model)
    {
        Use? known = uses.Find(use => use.Version == model.Version && use.Name == model.Name);
        if (known is not null) return known;
        if (uses.Count == KeptModels) uses.Remove(uses.MinBy(use => use.Turn)!);
        uses.Add(known = new Use(model.Name, model.Version));
        return known;
    }

    private sealed class Use(string name, string version)
    {
        public string Name { get; } = name;

        public string Version { get; } = version;

        public long Verdicts { get; set; }

        public long Turn { get; set; }
    }
}
