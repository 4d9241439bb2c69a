using System.CommandLine;
using Lad.Cli.Configuration;
using Lad.FactStore.Feedback;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Commands;

/// <summary>The options that say what an anomaly is: one of them.</summary>
internal sealed class FeedbackOptions
{
    private readonly Option<bool> falsePositive = new("--false-positive") { Description = "It is normal: it does not alert, and the next model learns it." };
    private readonly Option<bool> truePositive = new("--true-positive") { Description = "It is an anomaly indeed: it alerts unless it is snoozed, and no model learns it." };
    private readonly Option<string?> snooze = new("--snooze") { HelpName = "DURATION", Description = "It does not alert for so long, such as 2h." };
    private readonly Option<string?> until = new("--until") { HelpName = "TIME", Description = "It does not alert before this time, such as 2026-12-01T08:00:00Z." };
    private readonly Option<string?> schedule = new("--schedule") { HelpName = "HOURS", Description = "It does not alert at these hours, such as 'daily 02:00-04:00 Europe/Berlin' or 'mon-fri 22:00-06:00 UTC'." };
    private readonly Option<string?> reason = new("--reason") { HelpName = "TEXT", Description = "Why." };

    /// <summary>Adds them to a command.</summary>
    public FeedbackOptions(Command command)
    {
        foreach (Option option in new Option[] { falsePositive, truePositive, snooze, until, schedule, reason }) command.Options.Add(option);
    }

    /// <summary>What is said; of what is filled in later.</summary>
    /// <exception cref="CommandException">None or several of them are given, or one cannot be understood.</exception>
    public FeedbackDraft Draft(ParseResult line, TimeProvider clock)
    {
        var draft = new FeedbackDraft { Fingerprint = 0, Kind = FeedbackKind.FalsePositive, Reason = line.GetValue(reason) ?? "" };
        var drafts = new List<FeedbackDraft>();
        if (line.GetValue(falsePositive)) drafts.Add(draft);
        if (line.GetValue(truePositive)) drafts.Add(draft with { Kind = FeedbackKind.TruePositive });
        if (line.GetValue(snooze) is { } span) drafts.Add(draft with { Kind = FeedbackKind.Snooze, Until = clock.GetUtcNow() + Span(span) });
        if (line.GetValue(until) is { } time) drafts.Add(draft with { Kind = FeedbackKind.Snooze, Until = Time(time) });
        if (line.GetValue(schedule) is { } hours) drafts.Add(draft with { Kind = FeedbackKind.Schedule, Schedule = Hours(hours) });
        return drafts.Count == 1 ? drafts[0] : throw Wrong("say what it is by one of --false-positive, --true-positive, --snooze, --until and --schedule");
    }

    private static TimeSpan Span(string text) => SettingTypes.Duration.TryParse(text, out TimeSpan span, out string fault) ? span : throw Wrong($"--snooze {fault}");

    private static DateTimeOffset Time(string text) => Moment.TryParse(text, out Moment moment) && moment.Time is { } time ? time : throw Wrong("--until must be a time such as 2026-12-01T08:00:00Z");

    private static FeedbackSchedule Hours(string text) => FeedbackSchedule.TryParse(text, out FeedbackSchedule? hours, out string? fault) ? hours : throw Wrong($"--schedule: {fault}");

    private static CommandException Wrong(string message) => new(message, ExitCode.Usage);
}
