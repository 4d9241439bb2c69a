using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>A row of the table of statements.</summary>
internal sealed class StatementRow
{
    /// <summary>The columns, to be selected from <c>statements s</c>.</summary>
    public const string Columns =
        "s.sequence AS Sequence, s.fingerprint AS Fingerprint, s.kind AS Kind, s.message AS Message, s.service AS Service, s.model AS Model, s.event_id AS EventId, s.author AS Author, s.at AS At, s.reason AS Reason, " +
        "s.until AS Until, s.schedule AS Schedule, s.retracts AS Retracts, s.request AS Request, s.judgement_after AS JudgementAfter, s.snooze_after AS SnoozeAfter, s.schedule_after AS ScheduleAfter";

    public long Sequence { get; set; }

    public long Fingerprint { get; set; }

    public string Kind { get; set; } = "";

    public string Message { get; set; } = "";

    public string Service { get; set; } = "";

    public string Model { get; set; } = "";

    public string EventId { get; set; } = "";

    public string Author { get; set; } = "";

    public long At { get; set; }

    public string Reason { get; set; } = "";

    public long? Until { get; set; }

    public string? Schedule { get; set; }

    public long? Retracts { get; set; }

    public string? Request { get; set; }

    public long? JudgementAfter { get; set; }

    public long? SnoozeAfter { get; set; }

    public long? ScheduleAfter { get; set; }

    /// <summary>The row of a statement; what is in force since is not filled in.</summary>
    public static StatementRow Of(FeedbackStatement statement, string? request) => new()
    {
        Sequence = statement.Sequence,
        Fingerprint = unchecked((long)statement.Fingerprint),
        Kind = statement.Kind.ToText(),
        Message = statement.Message,
        Service = statement.Service,
        Model = statement.Model,
        EventId = statement.EventId,
        Author = statement.Author,
        At = statement.At.UtcTicks,
        Reason = statement.Reason,
        Until = statement.Until?.UtcTicks,
        Schedule = statement.Schedule?.ToString(),
        Retracts = statement.Retracts,
        Request = request,
    };

    /// <summary>The statement.</summary>
    /// <exception cref="FactStoreException">The row cannot be understood here, as when this system does not know a schedule's time zone.</exception>
    public FeedbackStatement ToStatement()
    {
        if (!FeedbackKindText.TryParse(Kind, out FeedbackKind kind)) throw new FactStoreException($"Statement {Sequence} is of a kind that is not known here, {Kind}: a later lad made it.");
        FeedbackSchedule? schedule = null;
        if (Schedule is not null && !FeedbackSchedule.TryParse(Schedule, out schedule, out string? fault)) throw new FactStoreException($"Statement {Sequence}: {fault} Install the system's time zones (tzdata).");
        return new FeedbackStatement
        {
            Sequence = Sequence,
            Fingerprint = unchecked((ulong)Fingerprint),
            Kind = kind,
            Message = Message,
            Service = Service,
            Model = Model,
            EventId = EventId,
            Author = Author,
            At = new DateTimeOffset(At, TimeSpan.Zero),
            Reason = Reason,
            Until = Until is { } until ? new DateTimeOffset(until, TimeSpan.Zero) : null,
            Schedule = schedule,
            Retracts = Retracts,
        };
    }
}
