using System.CommandLine;
using System.Text.RegularExpressions;
using Lad.Cli.Configuration;
using Lad.Cli.Evaluation;
using Lad.Cli.Records;
using Lad.Cli.Terminals;
using Lad.Cli.Training;
using Lad.Detection.Evaluation;
using Lad.Detection.Training;

namespace Lad.Cli.Commands;

/// <summary><c>lad eval</c>: how well a log's anomalies are told from the rest.</summary>
internal static class EvalCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("eval", "Trains on a part of a labelled log, scores the rest, and says how well the labels were met.",
            "lad eval --from file:app.log --field none --labels labels.txt",
            "lad eval --from file:app.log --labels labels.txt --train-first 0.5 --train-on normal --seed 7 --json",
            "lad eval --from file:orders.log --field none --labels orders.csv --session-pattern 'order-[0-9]+' --train-first 0.5");
        var labels = new Option<string>("--labels") { HelpName = "FILE", Required = true, Description = "Ground truth: one 0 or 1 a line, or lines of id,label for sessions." };
        var sessions = new Option<string>("--session-pattern") { HelpName = "REGEX", Description = "What a session's identifier looks like in a line (its first group, if it has one); a session's score is its largest." };
        var first = new Option<double>("--train-first") { HelpName = "FRACTION", DefaultValueFactory = _ => 1, Description = "Share to train on; the rest is scored. At 1 all is trained on and all is scored." };
        var on = new Option<string>("--train-on") { HelpName = "WHICH", DefaultValueFactory = _ => "all", Description = "Whether to train on all of that share or on what is labelled normal: all or normal." };
        var split = new Option<string>("--split") { HelpName = "HOW", DefaultValueFactory = _ => "default", Description = "How that share is chosen: order, random, or default (lines by order, sessions at random)." };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        on.AcceptOnlyFromAmong("all", "normal");
        split.AcceptOnlyFromAmong("default", "order", "random");
        first.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 1)) result.AddError("--train-first must be above 0 and at most 1");
        });
        command.AddInput();
        foreach (Option option in (Option[])[labels, sessions, first, on, split, json]) command.Options.Add(option);
        command.AddTraining();
        command.AddElasticsearch();
        command.AddPeriod();
        Option<bool> force = command.AddForce();
        command.Runs(terminal, async (line, cancellation) =>
        {
            var options = new EvaluationOptions
            {
                TrainFirst = line.GetValue(first),
                TrainOn = line.GetValue(on) == "normal" ? TrainOn.Normal : TrainOn.All,
                Split = Enum.Parse<EvaluationSplit>(line.GetValue(split)!, ignoreCase: true),
            };
            LadSettings settings = SettingOptions.Load(line, terminal).Settings;
            EvaluationReport report = await EvaluateAsync(settings, options, TrainingPlan.Of(settings, line.GetValue(force)), line.GetValue(labels)!, line.GetValue(sessions), terminal, cancellation).ConfigureAwait(false);
            if (line.GetValue(json)) EvaluationText.WriteJson(report, terminal.Output);
            else EvaluationText.WriteTable(report, terminal.Output);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<EvaluationReport> EvaluateAsync(LadSettings settings, EvaluationOptions options, TrainingOptions training, string labels, string? sessionPattern, Terminal terminal, CancellationToken cancellation)
    {
        Regex? pattern = sessionPattern is null ? null : Pattern(sessionPattern);
        var progress = new WorkProgress(terminal.Clock);
        await using OpenSource source = await OpenSource.ToEndAsync((settings with { Input = settings.Input with { JoinLines = false } }).ReadingAtMost(settings.Training.MaxRecords), terminal, cancellation).ConfigureAwait(false);
        // Labels stand for lines: what has no message keeps its place.
        var reader = new RecordReader(ParserSettings.Of(settings.Input)) { KeepsUnusable = true };
        Task<EvaluationReport> work = Task.Run(
            async () =>
            {
                List<ReadOnlyMemory<byte>> messages = [], lines = [];
                List<long> times = [];
                await reader.ReadAsync(source, settings.Training.MaxRecords, progress, (batch, index) =>
                {
                    messages.Add(batch.Message(index).ToArray());
                    times.Add(batch.Parsed[index].EventTimeTicks);
                    if (pattern is not null) lines.Add(settings.Input.Field == "none" ? messages[^1] : batch.Record(index).ToArray());
                }, cancellation).ConfigureAwait(false);
                var records = new EvaluationCase
                {
                    Messages = messages,
                    EventTimeTicks = times,
                    LineLabels = pattern is null ? LabelFile.ReadLines(labels) : null,
                    Sessions = pattern is null ? null : SessionSet.Build(lines.Count, new SessionMentions(pattern).Find(lines), LabelFile.ReadSessions(labels)),
                };
                if (records.Faults is { Count: > 0 } faults) throw new CommandException($"{settings.Input.From} and {labels} do not fit: {string.Join(' ', faults)}");
                return EvaluationProtocol.Run(records, options, training, progress, cancellation);
            },
            cancellation);
        return await ProgressDisplay.ShowAsync(terminal, progress, work).ConfigureAwait(false);
    }

    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception refusal) when (refusal is ArgumentException or NotSupportedException)
        {
            throw new CommandException($"--session-pattern cannot be used: {refusal.Message}", ExitCode.Usage);
        }
    }
}
