using FsCheck;
using FsCheck.Fluent;
using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class PublishingGateTests
{
    private static readonly PublishingRules Rules = new();

    private static readonly ModelEvaluation Good = new() { Records = 1000, Anomalies = 10, Unknown = 5, QuantizationError = 0.2, ExpectedRate = 0.01, Templates = 40 };

    public static TheoryData<string, long, ModelEvaluation, ModelEvaluation?, string?> Cases => new()
    {
        { "as good as the current one", 5000, Good, Good, null },
        { "the first", 5000, Good, null, null },
        { "too little to learn from", 999, Good, null, "records" },
        { "nothing to judge by", 5000, Good with { Records = 0, Anomalies = 0, Unknown = 0 }, null, "held-back records" },
        { "no template", 5000, Good with { Templates = 0 }, null, "templates" },
        { "a fraction of the templates", 5000, Good with { Templates = 9 }, Good, "templates" },
        { "fewer templates", 5000, Good with { Templates = 10 }, Good, null },
        { "at the bound of anomalies", 5000, Good with { Anomalies = 50, ExpectedRate = 0.05 }, null, null },
        { "beyond the bound of anomalies", 5000, Good with { Anomalies = 53, ExpectedRate = 0.05 }, null, "anomaly rate" },
        { "more than is wanted, by chance", 5000, Good with { Anomalies = 40 }, Good, null },
        { "more than is wanted", 5000, Good with { Anomalies = 49 }, Good, "anomaly rate for what is wanted" },
        { "more than is wanted, but so does the current one", 5000, Good with { Anomalies = 49 }, Good with { Anomalies = 40 }, null },
        { "two of a handful", 5000, Good with { Records = 10, Anomalies = 2, Unknown = 0 }, null, null },
        { "knows too little", 5000, Good with { Unknown = 203 }, Good, "unknown templates" },
        { "a coarser map", 5000, Good with { QuantizationError = 0.31 }, Good, "quantization error" },
        { "a slightly coarser map", 5000, Good with { QuantizationError = 0.29 }, Good, null },
        { "a tiny error beside none", 5000, Good with { QuantizationError = 0.09 }, Good with { QuantizationError = 0 }, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_names_what_speaks_against_a_model(string what, long learned, ModelEvaluation candidate, ModelEvaluation? current, string? failing)
    {
        GateDecision decision = PublishingGate.Decide(Rules, learned, candidate, current);

        Assert.True((failing is null) == decision.Passes, what + ": " + decision.Summary);
        if (failing is not null) Assert.Equal(failing, Assert.Single(decision.Criteria, criterion => !criterion.Passes).Name);
    }

    [Fact]
    public void A_refusal_gives_both_numbers()
    {
        GateDecision decision = PublishingGate.Decide(Rules, 5000, Good with { QuantizationError = 0.5, Anomalies = 200, ExpectedRate = 0.2 }, Good);

        Assert.Equal("anomaly rate 20.00 %, at most 5.00 % allowed; quantization error 0.5000 (the current model: 0.2000), at most 0.3000 allowed", decision.Summary);
    }

    [Fact]
    public void A_worse_candidate_never_passes_where_a_better_one_does_not() => Prop.ForAll(Pairs, pair =>
    {
        bool passes = PublishingGate.Decide(Rules, 5000, pair.Candidate, pair.Current).Passes;
        ModelEvaluation worse = pair.Candidate with
        {
            Anomalies = Math.Min(pair.Candidate.Anomalies + pair.More, pair.Candidate.Records),
            Unknown = Math.Min(pair.Candidate.Unknown + pair.More, pair.Candidate.Records),
            QuantizationError = pair.Candidate.QuantizationError + pair.More,
        };
        return passes || !PublishingGate.Decide(Rules, 5000, worse, pair.Current).Passes;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_model_passes_beside_its_equal_when_it_passes_alone() => Prop.ForAll(Pairs, pair =>
        !PublishingGate.Decide(Rules, 5000, pair.Candidate, null).Passes || PublishingGate.Decide(Rules, 5000, pair.Candidate, pair.Candidate).Passes).QuickCheckThrowOnFailure();

    private sealed record Pair(ModelEvaluation Candidate, ModelEvaluation? Current, int More);

    private static Gen<ModelEvaluation> Evaluations =>
        from records in Gen.Choose(0, 2000)
        from anomalies in Gen.Choose(0, 120)
        from unknown in Gen.Choose(0, 500)
        from error in Gen.Choose(0, 100)
        from expected in Gen.Choose(0, 10)
        from templates in Gen.Choose(0, 100)
        select new ModelEvaluation { Records = records, Anomalies = Math.Min(anomalies, records), Unknown = Math.Min(unknown, records), QuantizationError = error / 100.0, ExpectedRate = expected / 100.0, Templates = templates };

    private static Arbitrary<Pair> Pairs => (
        from candidate in Evaluations
        from current in Evaluations
        from first in Gen.Elements(true, false)
        from more in Gen.Choose(0, 50)
        select new Pair(candidate, first ? null : current, more)).ToArbitrary();
}
