using System.Text.Json;

namespace Lad.FactStore.Anomalies.Reading;

/// <summary>Lists in a scored record: the first of their members, at most <see cref="AnomalyText.MaxSentences"/>. The reader is left at the list's end.</summary>
internal static class JsonLists
{
    /// <summary>A list of texts; what is none in it is passed over.</summary>
    public static IReadOnlyList<string> Texts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return [];
        List<string> texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (texts.Count < AnomalyText.MaxSentences && reader.TokenType == JsonTokenType.String) texts.Add(JsonString.Read(ref reader, AnomalyText.MaxSentence));
            reader.Skip();
        }
        return texts;
    }

    /// <summary>A list of words, each with its influence; what is none in it is passed over.</summary>
    public static IReadOnlyList<WordWeight> Weights(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return [];
        List<WordWeight> weights = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (weights.Count < AnomalyText.MaxSentences && reader.TokenType == JsonTokenType.StartObject) weights.Add(Weight(ref reader));
            else reader.Skip();
        }
        return weights;
    }

    private static WordWeight Weight(ref Utf8JsonReader reader)
    {
        string word = "";
        double influence = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isWord = reader.ValueSpan.SequenceEqual("word"u8);
            bool isInfluence = reader.ValueSpan.SequenceEqual("influence"u8);
            reader.Read();
            if (isWord) word = JsonString.Read(ref reader, AnomalyText.MaxSentence);
            else if (isInfluence && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value)) influence = value;
            reader.Skip();
        }
        return new WordWeight(word, influence);
    }
}
