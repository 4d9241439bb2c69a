using Lad.Detection.Explaining;
using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks.Json;

namespace Lad.Pipeline.Sinks.Table;

/// <summary>
/// Writes verdicts as lines for people: time, score, level, service, message; below an anomaly why it is one. What comes from logs cannot act on the terminal.
/// </summary>
/// <param name="name">What an operator calls the sink.</param>
/// <param name="stream">Where lines go; not buffered. The sink disposes of it.</param>
/// <param name="style">How it looks; plain unless asked otherwise.</param>
/// <param name="emit">Which verdicts are written; all unless asked otherwise.</param>
public sealed class TableSink(string name, Stream stream, TableStyle? style = null, Emit? emit = null) : IRenderingSink
{
    private const int FixedColumns = 41;
    private readonly TableStyle style = style ?? TableStyle.Plain;
    private readonly Emit emit = emit ?? Emit.All;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Render(RecordBatch batch)
    {
        OutputBuffer output = batch.Outputs.Prepare(this);
        var time = new Rfc3339Text();
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored && emit.Includes(batch, i)) AppendVerdict(output, batch, i, ref time);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) => batch.Outputs.WriteTo(stream, this, Name);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private void AppendVerdict(OutputBuffer output, RecordBatch batch, int index, ref Rfc3339Text time)
    {
        bool anomaly = batch.Assessments[index].IsAnomaly;
        Paint(output, anomaly ? batch.IsAlert(index) ? "\e[31m"u8 : "\e[33m"u8 : "\e[2m"u8);
        output.Append(time.Format(batch.TimeTicks(index))[..23]);
        output.Append(anomaly ? "  ! "u8 : "    "u8);
        AppendScore(output, batch.Assessments[index].Score);
        output.Append("  "u8);
        output.Append(Level(batch.Parsed[index].Level));
        Paint(output, "\e[0m"u8);
        int service = Math.Min(batch.Service(index).Length, 24);
        if (service > 0)
        {
            TerminalText.Append(output, batch.Service(index), 24);
            output.Append(": "u8);
        }
        TerminalText.Append(output, batch.Message(index), style.Width is { } width ? Math.Max(width - FixedColumns - (service > 0 ? service + 2 : 0), 16) : int.MaxValue);
        output.Append((byte)'\n');
        if (batch.Suppressions[index] != Suppression.None) AppendNote(output, WhySilent(batch.Suppressions[index], batch.Statements[index]));
        if (batch.Explanations[index] is { } explanation) AppendExplanation(output, explanation);
    }

    private static string WhySilent(Suppression reason, long statement) => reason switch
    {
        Suppression.FalsePositive => $"does not alert: marked as a false positive (statement {statement})",
        Suppression.Snooze => $"does not alert: snoozed (statement {statement})",
        Suppression.Schedule => $"does not alert: expected at this hour (statement {statement})",
        _ => "does not alert: larger anomalies fill its window",
    };

    private void AppendExplanation(OutputBuffer output, Explanation explanation)
    {
        foreach (string reason in explanation.Reasons) AppendNote(output, reason);
        if (explanation.NearestTemplate is { } nearest) AppendNote(output, "nearest normal: " + nearest);
    }

    private void AppendNote(OutputBuffer output, string text)
    {
        Paint(output, "\e[36m"u8);
        output.Append("                           - "u8);
        TerminalText.Append(output, text);
        Paint(output, "\e[0m"u8);
        output.Append((byte)'\n');
    }

    private void Paint(OutputBuffer output, ReadOnlySpan<byte> sequence)
    {
        if (style.Colours) output.Append(sequence);
    }

    private static void AppendScore(OutputBuffer output, double score)
    {
        score.TryFormat(output.GetSpan(32), out int length, "0.0000", System.Globalization.CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    private static ReadOnlySpan<byte> Level(Severity level) => level switch
    {
        Severity.Trace => "trace "u8,
        Severity.Debug => "debug "u8,
        Severity.Info => "info  "u8,
        Severity.Warning => "warn  "u8,
        Severity.Error => "error "u8,
        Severity.Fatal => "fatal "u8,
        _ => "-     "u8,
    };
}
