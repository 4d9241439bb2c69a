namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>What the standard analyzer makes of text, near enough: runs of letters, digits and <c>_</c>, in lower case.</summary>
internal static class Words
{
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        int start = -1;
        for (int at = 0; at <= text.Length; at++)
        {
            bool inside = at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_' || (text[at] == '.' && start >= 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])));
            if (inside)
            {
                if (start < 0) start = at;
            }
            else if (start >= 0)
            {
                words.Add(text[start..at].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }

    public static bool HavePhrase(string text, List<string> phrase)
    {
        List<string> words = Of(text);
        for (int at = 0; at + phrase.Count <= words.Count; at++)
        {
            if (words.Skip(at).Take(phrase.Count).SequenceEqual(phrase)) return true;
        }

        return false;
    }
}
