using System.Globalization;
using Lad.Detection;
using Lad.Detection.Explaining;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>
/// Writes the end of a scored record, from behind <c>event.id</c> on: all of it follows from the masked message, the model, and a few flags.
/// </summary>
internal static class VerdictTail
{
    public static void Append(OutputBuffer output, RecordBatch batch, int index)
    {
        Detector detector = batch.DetectorOf(index)!;
        ref readonly Assessment assessment = ref batch.Assessments[index];
        output.Append("\",\"dataset\":\"lad.scored\"},\"lad\":{\"anomaly\":"u8);
        output.Append(assessment.IsAnomaly ? "true"u8 : "false"u8);
        AppendSuppression(output, batch.Suppressions[index], batch.Statements[index]);
        output.Append(",\"score\":"u8);
        JsonNumber.Append(output, assessment.Score);
        output.Append(",\"threshold\":"u8);
        JsonNumber.Append(output, detector.Model.Threshold.Value);
        output.Append(",\"fingerprint\":\""u8);
        assessment.Fingerprint.TryFormat(output.GetSpan(16), out int digits, "x16", CultureInfo.InvariantCulture);
        output.Advance(digits);
        output.Append("\",\"template\":\""u8);
        JsonText.Append(output, detector.TemplateText(batch.Message(index), assessment, batch.Scratch!));
        output.Append((byte)'"');
        AppendUnit(output, assessment, detector.Model.Map.Columns);
        AppendFlags(output, batch.Flags[index], assessment.IsTruncated);
        if (batch.Explanations[index] is { } explanation) AppendExplanation(output, explanation);
        output.Append(",\"model\":{\"name\":\""u8);
        JsonText.Append(output, detector.Model.Metadata.Name);
        output.Append("\",\"version\":\""u8);
        JsonText.Append(output, detector.Model.Metadata.Version);
        output.Append("\"}}}"u8);
    }

    private static void AppendSuppression(OutputBuffer output, Suppression suppression, long statement)
    {
        if (suppression == Suppression.None) return;
        output.Append(",\"suppressed\":\""u8);
        output.Append(suppression.Utf8());
        output.Append((byte)'"');
        if (statement == 0) return;
        output.Append(",\"feedback\":"u8);
        JsonNumber.Append(output, statement);
    }

    private static void AppendUnit(OutputBuffer output, in Assessment assessment, int columns)
    {
        if (assessment.BestMatchingUnit < 0) return;
        output.Append(",\"map\":{\"row\":"u8);
        JsonNumber.Append(output, assessment.BestMatchingUnit / columns);
        output.Append(",\"column\":"u8);
        JsonNumber.Append(output, assessment.BestMatchingUnit % columns);
        output.Append(",\"distance\":"u8);
        JsonNumber.Append(output, assessment.Distance);
        output.Append((byte)'}');
    }

    private static void AppendFlags(OutputBuffer output, RecordFlags flags, bool messageCut)
    {
        if (flags == RecordFlags.None && !messageCut) return;
        output.Append(",\"flags\":["u8);
        int start = output.Length;
        if ((flags & RecordFlags.Truncated) != 0) output.Append("\"truncated\","u8);
        if ((flags & RecordFlags.ClockAdjusted) != 0) output.Append("\"clock-adjusted\","u8);
        if ((flags & RecordFlags.NotUtf8) != 0) output.Append("\"not-utf8\","u8);
        if ((flags & RecordFlags.MultiLine) != 0) output.Append("\"multi-line\","u8);
        if (messageCut) output.Append("\"message-cut\","u8);
        if (output.Length > start) output.Truncate(output.Length - 1);
        output.Append((byte)']');
    }

    private static void AppendExplanation(OutputBuffer output, Explanation explanation)
    {
        output.Append(",\"percentile\":"u8);
        JsonNumber.Append(output, explanation.Percentile);
        AppendStrings(output, ",\"novel_words\":["u8, explanation.NovelWords);
        AppendInfluences(output, explanation.Words);
        AppendStrings(output, ",\"reasons\":["u8, explanation.Reasons);
        if (explanation.NearestTemplate is not { } nearest) return;
        output.Append(",\"nearest\":\""u8);
        JsonText.Append(output, nearest);
        output.Append((byte)'"');
    }

    private static void AppendInfluences(OutputBuffer output, IReadOnlyList<WordInfluence> words)
    {
        output.Append(",\"words\":["u8);
        for (int i = 0; i < words.Count; i++)
        {
            output.Append(i == 0 ? "{\"word\":\""u8 : ",{\"word\":\""u8);
            JsonText.Append(output, words[i].Word);
            output.Append("\",\"influence\":"u8);
            JsonNumber.Append(output, (float)words[i].Influence);
            output.Append((byte)'}');
        }
        output.Append((byte)']');
    }

    private static void AppendStrings(OutputBuffer output, ReadOnlySpan<byte> opening, IReadOnlyList<string> values)
    {
        output.Append(opening);
        for (int i = 0; i < values.Count; i++)
        {
            output.Append(i == 0 ? "\""u8 : ",\""u8);
            JsonText.Append(output, values[i]);
            output.Append((byte)'"');
        }
        output.Append((byte)']');
    }
}
