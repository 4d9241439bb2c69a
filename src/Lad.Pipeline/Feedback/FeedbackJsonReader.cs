using System.Globalization;
using System.Text.Json;

namespace Lad.Pipeline.Feedback;

/// <summary>Reads entries, statements and states out of JSON; every fault names the member.</summary>
internal static class FeedbackJsonReader
{
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static FeedbackEntry Entry(JsonElement json)
    {
        FeedbackStatement statement = Statement(Member(json, "the entry", "statement"), "statement");
        FeedbackState state = State(Member(json, "the entry", "state"), "state");
        if (state.Fingerprint != statement.Fingerprint) throw new FormatException("its statement and its state are about different fingerprints");
        if (state.Sequence != statement.Sequence) throw new FormatException($"its statement has the number {statement.Sequence}, and its state is that after {state.Sequence}");
        return new FeedbackEntry(statement, state);
    }

    public static FeedbackStatement Statement(JsonElement json, string where)
    {
        string kindText = Text(json, where, "kind") ?? throw Missing(where, "kind");
        if (!FeedbackKindText.TryParse(kindText, out FeedbackKind kind))
            throw new FormatException($"{where}.kind is none of {string.Join(", ", FeedbackKindText.All)}");
        var statement = new FeedbackStatement
        {
            Sequence = Number(json, where, "sequence") ?? throw Missing(where, "sequence"),
            Fingerprint = Fingerprint(json, where),
            Kind = kind,
            Message = Text(json, where, "message") ?? "",
            Service = Text(json, where, "service") ?? "",
            Model = Text(json, where, "model") ?? "",
            EventId = Text(json, where, "event") ?? "",
            Author = Text(json, where, "author") ?? throw Missing(where, "author"),
            At = Time(json, where, "at") ?? throw Missing(where, "at"),
            Reason = Text(json, where, "reason") ?? "",
            Until = Time(json, where, "until"),
            Schedule = Schedule(json, where),
            Retracts = Number(json, where, "retracts"),
        };
        return statement.Validate().FirstOrDefault() is { } fault ? throw new FormatException($"{where}: {fault}") : statement;
    }

    public static FeedbackState State(JsonElement json, string where) => new()
    {
        Fingerprint = Fingerprint(json, where),
        Sequence = Number(json, where, "sequence") ?? throw Missing(where, "sequence"),
        Judgement = InForce(json, where, "judgement", FeedbackKind.FalsePositive, FeedbackKind.TruePositive),
        Snooze = InForce(json, where, "snooze", FeedbackKind.Snooze),
        Schedule = InForce(json, where, "schedule", FeedbackKind.Schedule),
    };

    private static FeedbackStatement? InForce(JsonElement json, string where, string name, params ReadOnlySpan<FeedbackKind> kinds)
    {
        if (Find(json, where, name) is not { } member) return null;
        FeedbackStatement statement = Statement(member, $"{where}.{name}");
        if (!kinds.Contains(statement.Kind)) throw new FormatException($"{where}.{name} holds a statement of the kind {statement.Kind.ToText()}");
        if (statement.Fingerprint != Fingerprint(json, where)) throw new FormatException($"{where}.{name} is about another fingerprint");
        return statement;
    }

    private static FeedbackSchedule? Schedule(JsonElement json, string where)
    {
        if (Text(json, where, "schedule") is not { } text) return null;
        return FeedbackSchedule.TryParse(text, out FeedbackSchedule? schedule, out string? fault) ? schedule : throw new FormatException($"{where}.schedule: {fault}");
    }

    private static ulong Fingerprint(JsonElement json, string where)
    {
        string text = Text(json, where, "fingerprint") ?? throw Missing(where, "fingerprint");
        return text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong fingerprint)
            ? fingerprint
            : throw new FormatException($"{where}.fingerprint must be 16 hexadecimal digits");
    }

    private static DateTimeOffset? Time(JsonElement json, string where, string name)
    {
        if (Text(json, where, name) is not { } text) return null;
        return DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw new FormatException($"{where}.{name} must be a time such as 2026-11-21T10:15:00Z");
    }

    private static long? Number(JsonElement json, string where, string name)
    {
        if (Find(json, where, name) is not { } member) return null;
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out long number) ? number : throw new FormatException($"{where}.{name} must be a whole number");
    }

    private static string? Text(JsonElement json, string where, string name)
    {
        if (Find(json, where, name) is not { } member) return null;
        if (member.ValueKind != JsonValueKind.String) throw new FormatException($"{where}.{name} must be a string");
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException($"{where}.{name} is no text in UTF-8", fault);
        }
    }

    private static JsonElement Member(JsonElement json, string where, string name) => Find(json, where, name) ?? throw Missing(where, name);

    private static JsonElement? Find(JsonElement json, string where, string name)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"{where} must be a JSON object");
        try
        {
            return json.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;
        }
        catch (InvalidOperationException fault)
        {
            // An escape that is half a character, in a name that is compared on the way.
            throw new FormatException($"{where} has a member whose name is no text in UTF-8", fault);
        }
    }

    private static FormatException Missing(string where, string name) => new($"{where} has no {name}");
}
