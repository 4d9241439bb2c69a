using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Lad.FactStore.Anomalies.Reading;

/// <summary>What was read of a scored record so far, and what an anomaly needs of it.</summary>
internal sealed class ScoredMembers
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private DateTimeOffset? time;
    private string? message;
    private string service = "";
    private string level = "";
    private string trace = "";
    private string eventId = "";
    private string suppressed = "";
    private string fingerprint = "";
    private string template = "";
    private string nearest = "";
    private string modelName = "";
    private string modelVersion = "";
    private double score = double.NaN;
    private double threshold;
    private int row = -1;
    private int column = -1;
    private bool? anomaly;
    private bool isFlat;
    private IReadOnlyList<string> novelWords = [];
    private IReadOnlyList<string> reasons = [];
    private IReadOnlyList<WordWeight> words = [];

    /// <summary>Whether the record says that it is an anomaly.</summary>
    public bool IsAnomaly => anomaly == true;

    /// <summary>Reads the value that the reader stands at, and leaves the reader at its end.</summary>
    public void Read(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("@timestamp"u8)) ReadTime(ref reader);
        else if (name.SequenceEqual("message"u8)) ReadMessage(ref reader);
        else if (name.SequenceEqual("service.name"u8)) service = JsonString.Read(ref reader, AnomalyText.MaxName);
        else if (name.SequenceEqual("log.level"u8)) level = JsonString.Read(ref reader, AnomalyText.MaxName);
        else if (name.SequenceEqual("trace.id"u8)) trace = JsonString.Read(ref reader, AnomalyText.MaxName);
        else if (name.SequenceEqual("event.id"u8)) eventId = JsonString.Read(ref reader, AnomalyText.MaxName);
        else if (name.StartsWith("lad."u8)) ReadOwn(name[4..], ref reader);
        else if (name.SequenceEqual("predict_id"u8) || name.SequenceEqual("anomaly_score"u8)) isFlat = true;
        reader.Skip();
    }

    /// <summary>Why this is no scored record at all; <see langword="null"/> when it is one.</summary>
    public string? Fault() => anomaly is not null ? null
        : isFlat ? "it has the flat fields of the format lad-v1, which do not tell the template: write scored records (Output:Format json)"
        : "it is no scored record: lad.anomaly is missing or neither true nor false";

    /// <summary>Makes the anomaly.</summary>
    /// <returns>What is wrong with it; <see langword="null"/> when nothing is.</returns>
    public string? TryMake(out AnomalyRecord? made)
    {
        made = null;
        if (time is not { } at) return "@timestamp is missing or no time such as 2026-11-21T10:15:00.000Z";
        if (message is null) return "message is missing or no text";
        if (eventId.Length != 32 || eventId.AsSpan().ContainsAnyExcept(HexDigits)) return "event.id is missing or not 32 hexadecimal digits";
        if (fingerprint.Length != 16 || !ulong.TryParse(fingerprint, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong identity))
            return "lad.fingerprint is missing or not 16 hexadecimal digits";
        if (!(score is >= 0 and <= 1)) return "lad.score is missing or no number from 0 to 1";
        made = new AnomalyRecord
        {
            EventId = eventId.ToLowerInvariant(),
            At = at,
            Fingerprint = identity,
            Service = service,
            Level = AnomalyLevel.Name(AnomalyLevel.Rank(level)),
            Message = message,
            Template = template,
            Score = score,
            Threshold = threshold,
            Suppressed = suppressed,
            MapRow = column < 0 ? -1 : row,
            MapColumn = row < 0 ? -1 : column,
            Words = words,
            NovelWords = novelWords,
            Reasons = reasons,
            Nearest = nearest,
            Model = modelName.Length + modelVersion.Length == 0 ? "" : $"{modelName}/{modelVersion}",
            TraceId = trace,
        };
        return null;
    }

    private void ReadOwn(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("anomaly"u8)) anomaly = reader.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
        else if (name.SequenceEqual("suppressed"u8)) suppressed = JsonString.Read(ref reader, AnomalyText.MaxName);
        else if (name.SequenceEqual("score"u8)) score = Number(ref reader, double.NaN);
        else if (name.SequenceEqual("threshold"u8)) threshold = Number(ref reader, 0);
        else if (name.SequenceEqual("fingerprint"u8)) fingerprint = JsonString.Read(ref reader, 32);
        else if (name.SequenceEqual("template"u8)) template = JsonString.Read(ref reader, AnomalyText.MaxTemplate);
        else if (name.SequenceEqual("nearest"u8)) nearest = JsonString.Read(ref reader, AnomalyText.MaxTemplate);
        else if (name.SequenceEqual("map.row"u8)) row = Unit(ref reader);
        else if (name.SequenceEqual("map.column"u8)) column = Unit(ref reader);
        else if (name.SequenceEqual("model.name"u8)) modelName = JsonString.Read(ref reader, AnomalyText.MaxName);
        else if (name.SequenceEqual("model.version"u8)) modelVersion = JsonString.Read(ref reader, AnomalyText.MaxName);
        else if (name.SequenceEqual("novel_words"u8)) novelWords = JsonLists.Texts(ref reader);
        else if (name.SequenceEqual("reasons"u8)) reasons = JsonLists.Texts(ref reader);
        else if (name.SequenceEqual("words"u8)) words = JsonLists.Weights(ref reader);
    }

    private void ReadTime(ref Utf8JsonReader reader)
    {
        // A time without an offset is not that of whatever zone this process is in.
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out DateTime read)) return;
        time = new DateTimeOffset(read.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(read, DateTimeKind.Utc) : read.ToUniversalTime());
    }

    private void ReadMessage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) message = JsonString.Read(ref reader, AnomalyText.MaxMessage);
    }

    private static double Number(ref Utf8JsonReader reader, double otherwise) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value) ? value : otherwise;

    private static int Unit(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value is >= 0 and < 1 << 16 ? value : -1;
}
