using Lad.Detection.Explaining;
using Lad.Detection.Scoring;

namespace Lad.Detection.Tests;

public sealed class DetectorTests
{
    private readonly Detector detector = new(ShopLog.Model);
    private readonly DetectorScratch scratch;

    public DetectorTests() => scratch = new DetectorScratch();

    private Assessment Assess(string message) => detector.Assess(ShopLog.Utf8(message), scratch);

    [Fact]
    public void An_everyday_message_is_no_anomaly()
    {
        Assessment assessment = Assess("order 77 paid by customer 5");
        Assert.True(assessment.Template >= 0);
        Assert.False(assessment.IsAnomaly);
        Assert.True(assessment.Score < .9);
    }

    [Fact]
    public void A_message_that_was_never_seen_is_an_anomaly_above_every_known_one()
    {
        Assessment novel = Assess("kernel oops in scheduler: giving up"), rare = Assess("cache warmed from replica");
        Assert.Equal(-1, novel.Template);
        Assert.True(novel.IsAnomaly);
        Assert.True(novel.Score > rare.Score);
        Assert.True(rare.Score > Assess("order 77 paid by customer 5").Score);
    }

    [Fact]
    public void More_unknown_words_score_higher()
    {
        Assert.True(Assess("order 7 vaporised by customer 5 through wormhole").Score > Assess("order 7 vaporised by customer 5 again").Score - 1e-9);
        Assert.True(Assess("quantum flux drained sideways").Score > Assess("order 7 vaporised by customer 5").Score);
    }

    [Fact]
    public void Single_steps_give_what_all_at_once_gives()
    {
        foreach (string message in (string[])["order 3 paid by customer 9", "gremlin in aisle 4", "", "<*>"])
        {
            byte[] bytes = ShopLog.Utf8(message);
            Assessment whole = detector.Assess(bytes, new DetectorScratch()), steps = default;
            var other = new DetectorScratch();
            ulong key = detector.Mask(bytes, other);
            Assert.False(other.TryRecall(key, out _));
            var vector = new float[detector.Model.Map.Dimension];
            detector.Mask("something else"u8, other);
            detector.Encode(bytes, other, vector, ref steps);
            detector.Score(vector, ref steps);
            detector.Decide(ref steps);
            other.Remember(key, steps);
            Assert.Equal(whole, steps);
            Assert.True(other.TryRecall(key, out Assessment recalled));
            Assert.Equal(whole, recalled);
        }
    }

    [Fact]
    public void What_a_scratch_remembers_of_one_model_never_answers_for_another()
    {
        Assess("order 3 paid by customer 9");
        var other = new Detector(ShopLog.Model);
        Assert.False(scratch.TryRecall(other.Mask("order 3 paid by customer 9"u8, scratch), out _));
    }

    [Fact]
    public void Scoring_allocates_nothing_whether_messages_repeat_or_not()
    {
        byte[][] messages = [.. Enumerable.Range(0, 20_000).Select(static i => ShopLog.Utf8($"gremlin {(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('g' + (i / 676))} bites"))];
        foreach (byte[] message in messages)
            detector.Assess(message, scratch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (byte[] message in messages)
            detector.Assess(message, scratch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void An_explanation_names_unknown_words_and_the_nearest_template()
    {
        Explanation explanation = detector.Explain("order 12 vaporised by customer 4"u8, scratch);
        Assert.Equal(["vaporised"], explanation.NovelWords);
        Assert.Contains(explanation.Reasons, static reason => reason.Contains("\"vaporised\" is unknown", StringComparison.Ordinal));
        Assert.Contains("order", explanation.NearestTemplate, StringComparison.Ordinal);
        Assert.Equal("vaporised", explanation.Words[0].Word);
    }

    [Fact]
    public void An_explanation_of_a_rare_template_says_how_often_it_was_seen()
    {
        Explanation explanation = detector.Explain("cache warmed from replica"u8, scratch);
        Assert.Contains("seen 3 times in 3,000 training records", explanation.Reasons[0], StringComparison.Ordinal);
        Assert.Empty(explanation.NovelWords);
    }

    [Fact]
    public void A_word_that_names_a_failure_raises_the_score()
    {
        Assert.True(Assess("payment gateway failed").Score > Assess("payment gateway whistled").Score);
    }
}
