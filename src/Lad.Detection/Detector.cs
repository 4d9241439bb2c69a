using Lad.Detection.Encoding;
using Lad.Detection.Explaining;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Numerics;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;

namespace Lad.Detection;

/// <summary>
/// A model made ready to score: immutable and safe for any number of threads. What a thread needs to work with it is in a
/// <see cref="DetectorScratch"/>, one for each thread. Nothing but <see cref="Explain"/> and <see cref="TemplateText"/> allocates.
/// </summary>
public sealed class Detector
{
    private static ulong made;
    private readonly MessageScanner scanner;
    private readonly TemplateMatcher matcher;
    private readonly MessageEncoder encoder;
    private readonly BestMatchingUnitSearch search;
    private readonly SeverityLexicon lexicon;
    private readonly TemplateAssessments templates;
    private readonly float[] radii;
    private readonly double limit;
    private readonly ulong salt = SplitMix64.Mix(Interlocked.Increment(ref made));

    /// <summary>Makes <paramref name="model"/> ready to score.</summary>
    public Detector(DetectionModel model)
    {
        Model = model;
        scanner = new MessageScanner(model.Masking);
        matcher = new TemplateMatcher(model.Templates);
        encoder = new MessageEncoder(model.Words);
        search = new BestMatchingUnitSearch(model.Map);
        lexicon = new SeverityLexicon(model.Scoring.SeverityWords);
        templates = new TemplateAssessments(model, encoder, search, lexicon);
        radii = model.Map.Radii.ToArray();
        limit = Math.Max(model.Threshold.Value, model.Threshold.Floor);
    }

    /// <summary>The model that this detector answers for.</summary>
    public DetectionModel Model { get; }

    /// <summary>
    /// Parse step: masks the message and returns the key of the masked token sequence as this detector sees it. Messages with equal keys have equal assessments, whatever
    /// detector a key is from: what is kept by key may be shared by detectors, and that of one never answers for another.
    /// </summary>
    public ulong Mask(ReadOnlySpan<byte> message, DetectorScratch scratch) => scanner.Scan(message, scratch.Tokens) ^ salt;

    /// <summary>
    /// Encode step, for a message that was not recalled: matches its template and writes its vector.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="scratch">This thread's scratch.</param>
    /// <param name="vector">Receives the message vector; its length is the map's dimension.</param>
    /// <param name="assessment">Receives template, fingerprint, unknown share, and whether the message is severe or truncated.</param>
    public void Encode(ReadOnlySpan<byte> message, DetectorScratch scratch, Span<float> vector, ref Assessment assessment)
    {
        scanner.Scan(message, scratch.Tokens);
        EncodeScanned(message, scratch.Tokens, vector, ref assessment);
    }

    /// <summary>Score step, for a message that was not recalled: best-matching unit, distance and calibrated score.</summary>
    public void Score(ReadOnlySpan<float> vector, ref Assessment assessment)
    {
        if (assessment.Template >= 0)
            return;
        BestMatchingUnit unit = search.Find(vector);
        assessment.BestMatchingUnit = unit.Node;
        assessment.Distance = unit.Distance;
        assessment.Score = Model.Calibration.Calibrate(NovelRawScore(unit, assessment.Words, assessment.UnknownShare, assessment.IsSevere));
    }

    /// <summary>Threshold step: decides on anomaly.</summary>
    public void Decide(ref Assessment assessment) => assessment.IsAnomaly = assessment.Score > limit;

    /// <summary>All steps at once.</summary>
    public Assessment Assess(ReadOnlySpan<byte> message, DetectorScratch scratch)
    {
        ulong key = Mask(message, scratch);
        if (scratch.TryRecall(key, out Assessment assessment))
            return assessment;
        Span<float> vector = scratch.Vector(Model.Map.Dimension);
        EncodeScanned(message, scratch.Tokens, vector, ref assessment);
        Score(vector, ref assessment);
        Decide(ref assessment);
        scratch.Remember(key, assessment);
        return assessment;
    }

    /// <summary>Says why a message got its score. Allocates: ask for anomalies only.</summary>
    public Explanation Explain(ReadOnlySpan<byte> message, DetectorScratch scratch)
    {
        Assessment assessment = Assess(message, scratch);
        scanner.Scan(message, scratch.Tokens);
        return new Explainer(this, encoder, search, lexicon, templates).Explain(MaskedMessage.Of(message, scratch.Tokens).Tokens, assessment);
    }

    /// <summary>The template's text for people: the matched template's, or the message's own masked text when none matched.</summary>
    public string TemplateText(ReadOnlySpan<byte> message, in Assessment assessment, DetectorScratch scratch)
    {
        if (assessment.Template >= 0)
            return Model.Templates.Items[assessment.Template].Text;
        scanner.Scan(message, scratch.Tokens);
        return MaskedMessage.Of(message, scratch.Tokens).Text;
    }

    /// <summary>The score of messages with a template.</summary>
    internal double ScoreOf(int template) => templates[template].Score;

    /// <summary>The raw score of a message without a template.</summary>
    internal double NovelRawScore(BestMatchingUnit unit, int words, double unknownShare, bool isSevere)
    {
        double novelty = RawScore.Novelty(words, unknownShare, unit.Distance - radii[unit.Node]);
        return RawScore.Join(1, novelty, isSevere, Model.Scoring);
    }

    private void EncodeScanned(ReadOnlySpan<byte> message, TokenBuffer tokens, Span<float> vector, ref Assessment assessment)
    {
        int template = matcher.Match(tokens);
        if (template >= 0)
        {
            assessment = templates[template];
            templates.Vector(template).CopyTo(vector);
        }
        else
        {
            assessment = new Assessment { Template = -1, BestMatchingUnit = -1, Fingerprint = Fingerprint.Of(message, tokens) };
            var counter = default(WordCounter);
            Span<byte> numbered = stackalloc byte[NumberedWords.LongestText];
            encoder.Start(vector);
            foreach (ref readonly MaskedToken token in tokens.Tokens)
            {
                if (token.IsMask)
                    continue;
                scoped ReadOnlySpan<byte> word = message.Slice(token.Start, token.Length);
                if (token.Kind == TokenKind.NumberedWord)
                    word = numbered[..NumberedWords.Write(word, numbered)];
                encoder.Add(word, vector, ref counter);
                assessment.IsSevere |= lexicon.Names(word);
            }

            encoder.Finish(vector, counter);
            assessment.Words = counter.Words;
            assessment.UnknownShare = counter.UnknownShare;
        }

        assessment.IsTruncated = tokens.IsTruncated;
    }
}
