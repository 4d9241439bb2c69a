using System.Globalization;

namespace Lad.Pipeline.Training;

/// <summary>Decides whether a model may take the place of the current one, from what both say of records that neither learned from.</summary>
public static class PublishingGate
{
    // Vectors have unit length: distances up to this are those of maps with a unit for each template, of which one is as good as the other.
    private const double SmallError = 0.1;

    // Of a few records, chance alone makes so many anomalies.
    private const long FewRecords = 2;

    /// <summary>Decides.</summary>
    /// <param name="rules">What a model must keep to.</param>
    /// <param name="learned">Records that the candidate learned from.</param>
    /// <param name="candidate">What the candidate says.</param>
    /// <param name="current">What the current model says of the same records; <see langword="null"/> when there is none.</param>
    public static GateDecision Decide(PublishingRules rules, long learned, ModelEvaluation candidate, ModelEvaluation? current)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(candidate);
        var criteria = new List<GateCriterion>
        {
            Count("records", learned >= rules.MinRecords, $"{learned:N0} records to learn from, {rules.MinRecords:N0} needed"),
            Count("held-back records", candidate.Records > 0, $"no held-back record to judge by, at least 1 needed"),
            Templates(rules, candidate, current),
            new("anomaly rate", candidate.Anomalies <= (rules.MaxAnomalyRate * candidate.Records) + FewRecords,
                $"anomaly rate {Percent(candidate.AnomalyRate)}, at most {Percent(rules.MaxAnomalyRate)} allowed"),
            Relative(rules, candidate, current),
            new("unknown templates", candidate.Unknown <= (rules.MaxUnknownShare * candidate.Records) + FewRecords,
                $"unknown templates {Percent(candidate.UnknownShare)}, at most {Percent(rules.MaxUnknownShare)} allowed"),
        };
        if (current is not null) criteria.Add(Error(rules, candidate, current));
        return new GateDecision(criteria);
    }

    /// <summary>The decision on a stream of which no model can be made.</summary>
    /// <param name="reason">Why not.</param>
    public static GateDecision Unmodellable(string reason) => new([new GateCriterion("modellable", false, reason)]);

    private static GateCriterion Count(string name, bool passes, FormattableString measured) => new(name, passes, passes ? "" : FormattableString.Invariant(measured));

    // A model with a fraction of the templates has lost sight of the stream: another field is the message now, or most of the services are silent.
    private static GateCriterion Templates(PublishingRules rules, ModelEvaluation candidate, ModelEvaluation? current)
    {
        double needed = Math.Max(rules.MinTemplateShare * (current?.Templates ?? 0), 1);
        string than = current is null ? "" : FormattableString.Invariant($" (the current model: {current.Templates:N0})");
        return Count("templates", candidate.Templates >= needed, $"{candidate.Templates:N0} templates{than}, at least {Math.Ceiling(needed):N0} needed");
    }

    private static GateCriterion Relative(PublishingRules rules, ModelEvaluation candidate, ModelEvaluation? current)
    {
        double reference = Math.Max(candidate.ExpectedRate, current?.AnomalyRate ?? 0);
        double allowed = rules.MaxRateFactor * reference * candidate.Records;
        // Three standard deviations: that many more are chance.
        bool passes = candidate.Anomalies <= allowed + (3 * Math.Sqrt(allowed)) + FewRecords;
        string than = current is null ? "" : $" (the current model: {Percent(current.AnomalyRate)})";
        return new GateCriterion("anomaly rate for what is wanted", passes, string.Create(CultureInfo.InvariantCulture,
            $"anomaly rate {Percent(candidate.AnomalyRate)} where {Percent(candidate.ExpectedRate)} is expected{than}{(passes ? "" : $", at most {rules.MaxRateFactor} times as much allowed")}"));
    }

    private static GateCriterion Error(PublishingRules rules, ModelEvaluation candidate, ModelEvaluation current)
    {
        double allowed = Math.Max(rules.MaxErrorFactor * current.QuantizationError, SmallError);
        return new GateCriterion("quantization error", candidate.QuantizationError <= allowed, string.Create(CultureInfo.InvariantCulture,
            $"quantization error {candidate.QuantizationError:F4} (the current model: {current.QuantizationError:F4}), at most {allowed:F4} allowed"));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:F2} %");
}
