using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Requests;

namespace Lad.FactStore.Api.Anomalies;

/// <summary>An anomaly.</summary>
public sealed record AnomalyAnswer
{
    /// <summary>The event's id, 32 hexadecimal digits.</summary>
    public required string Event { get; init; }

    /// <summary>Event time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The template's identity, 16 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The service; absent when the record names none.</summary>
    public string? Service { get; init; }

    /// <summary>The level; absent when the record names none.</summary>
    public string? Level { get; init; }

    /// <summary>The message; of a long one the beginning.</summary>
    public required string Message { get; init; }

    /// <summary>The message with its variable parts masked.</summary>
    public string? Template { get; init; }

    /// <summary>The score, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>The threshold that it exceeded.</summary>
    public required double Threshold { get; init; }

    /// <summary>Why it did not alert; absent when it did.</summary>
    public string? Suppressed { get; init; }

    /// <summary>Its unit of the map; absent when the map was not asked.</summary>
    public MapPlace? Map { get; init; }

    /// <summary>The words that moved the score, the strongest first.</summary>
    public required IReadOnlyList<WordAnswer> Words { get; init; }

    /// <summary>Words that the model does not know.</summary>
    public required IReadOnlyList<string> NovelWords { get; init; }

    /// <summary>Why it is an anomaly, in sentences.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The nearest normal template; absent when there is none.</summary>
    public string? Nearest { get; init; }

    /// <summary>Name and version of the model.</summary>
    public string? Model { get; init; }

    /// <summary>The trace that it belongs to; absent when there is none.</summary>
    public string? TraceId { get; init; }

    internal static AnomalyAnswer Of(AnomalyRecord anomaly) => new()
    {
        Event = anomaly.EventId,
        At = anomaly.At,
        Fingerprint = FingerprintText.Write(anomaly.Fingerprint),
        Service = Present.Of(anomaly.Service),
        Level = Present.Of(anomaly.Level),
        Message = anomaly.Message,
        Template = Present.Of(anomaly.Template),
        Score = anomaly.Score,
        Threshold = anomaly.Threshold,
        Suppressed = Present.Of(anomaly.Suppressed),
        Map = anomaly.MapRow < 0 ? null : new MapPlace(anomaly.MapRow, anomaly.MapColumn),
        Words = [.. anomaly.Words.Select(word => new WordAnswer(word.Word, word.Influence))],
        NovelWords = anomaly.NovelWords,
        Reasons = anomaly.Reasons,
        Nearest = Present.Of(anomaly.Nearest),
        Model = Present.Of(anomaly.Model),
        TraceId = Present.Of(anomaly.TraceId),
    };
}

/// <summary>A unit of a map.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Column">Its column, from 0.</param>
public sealed record MapPlace(int Row, int Column);

/// <summary>A word and by how much it moved the score.</summary>
/// <param name="Word">The word.</param>
/// <param name="Influence">Its influence.</param>
public sealed record WordAnswer(string Word, double Influence);
