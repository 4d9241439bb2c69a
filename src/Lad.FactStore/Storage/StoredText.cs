using System.Text;

namespace Lad.FactStore.Storage;

/// <summary>Text as both databases can keep it: log text is hostile, and PostgreSQL has no U+0000 and no half of a surrogate pair.</summary>
internal static class StoredText
{
    /// <summary>The text itself when it can be kept; otherwise with U+2400 for U+0000, and U+FFFD for half a pair.</summary>
    public static string Of(string text)
    {
        if (!text.Contains('\0') && IsWellFormed(text)) return text;
        var kept = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) kept.Append(rune.Value == 0 ? "\u2400" : rune.ToString());
        return kept.ToString();
    }

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
