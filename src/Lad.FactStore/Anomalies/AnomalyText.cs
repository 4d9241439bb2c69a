using System.Text;

namespace Lad.FactStore.Anomalies;

/// <summary>How long the texts of an anomaly may be that are kept; of a longer one the beginning is. Bytes of UTF-8.</summary>
public static class AnomalyText
{
    /// <summary>Of a message.</summary>
    public const int MaxMessage = 64 << 10;

    /// <summary>Of a template, and of the nearest one.</summary>
    public const int MaxTemplate = 16 << 10;

    /// <summary>Of a service's name, a model's name and version, a trace's id, a reason of suppression.</summary>
    public const int MaxName = 256;

    /// <summary>Of a sentence or a word that says why.</summary>
    public const int MaxSentence = 1 << 10;

    /// <summary>Words, novel words and sentences, of each.</summary>
    public const int MaxSentences = 32;

    /// <summary>A text as it is kept: no longer than <paramref name="maxBytes"/>, Unicode throughout, and without U+0000.</summary>
    public static string Bounded(string text, int maxBytes)
    {
        // No character takes less than a byte: what is behind so many is not looked at.
        if (text.Length > maxBytes) text = text[..maxBytes];
        if (IsPlain(text) && (text.Length <= maxBytes / 3 || Encoding.UTF8.GetByteCount(text) <= maxBytes)) return text;
        var kept = new StringBuilder(Math.Min(text.Length, maxBytes));
        int bytes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            Rune written = rune.Value == 0 ? new Rune('\u2400') : rune;
            bytes += written.Utf8SequenceLength;
            if (bytes > maxBytes) break;
            kept.Append(written.ToString());
        }
        return kept.ToString();
    }

    private static bool IsPlain(string text) => text.AsSpan().IndexOf('\0') < 0 && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0;
}
