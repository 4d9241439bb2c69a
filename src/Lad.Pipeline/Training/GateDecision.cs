using Lad.Detection.Training;

namespace Lad.Pipeline.Training;

/// <summary>What a gate decided.</summary>
/// <param name="Criteria">All that it looked at.</param>
public sealed record GateDecision(IReadOnlyList<GateCriterion> Criteria)
{
    /// <summary>Whether the model may be published.</summary>
    public bool Passes => Criteria.All(static criterion => criterion.Passes);

    /// <summary>What was found, as it is kept with the model.</summary>
    public IReadOnlyList<GateResult> Results => [.. Criteria.Select(static criterion => new GateResult(criterion.Name, criterion.Passes, criterion.Measured))];

    /// <summary>What was found, in a line: of a model that may not be published only what speaks against it.</summary>
    public string Summary => string.Join("; ", Criteria.Where(criterion => criterion.Measured.Length > 0 && (Passes || !criterion.Passes)).Select(static criterion => criterion.Measured));
}
