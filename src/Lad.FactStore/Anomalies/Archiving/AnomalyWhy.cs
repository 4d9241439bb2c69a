using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>What is told of an anomaly's why, in one column, as JSON; empty when nothing is.</summary>
internal sealed record AnomalyWhy(IReadOnlyList<WordWeight> Words, IReadOnlyList<string> NovelWords, IReadOnlyList<string> Reasons)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string Write(AnomalyRecord anomaly)
    {
        if (anomaly.Words.Count + anomaly.NovelWords.Count + anomaly.Reasons.Count == 0) return "";
        return JsonSerializer.Serialize(
            new AnomalyWhy(
                [.. anomaly.Words.Take(AnomalyText.MaxSentences).Select(word => word with { Word = Sentence(word.Word) })],
                [.. anomaly.NovelWords.Take(AnomalyText.MaxSentences).Select(Sentence)],
                [.. anomaly.Reasons.Take(AnomalyText.MaxSentences).Select(Sentence)]),
            Plain);
    }

    public static AnomalyWhy Read(string json) => json.Length == 0 ? new AnomalyWhy([], [], []) : JsonSerializer.Deserialize<AnomalyWhy>(json, Plain)!;

    private static string Sentence(string text) => AnomalyText.Bounded(text, AnomalyText.MaxSentence);
}
