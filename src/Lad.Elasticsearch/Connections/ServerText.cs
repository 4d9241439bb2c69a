using System.Text;

namespace Lad.Elasticsearch.Connections;

/// <summary>Text that a server sent, fit for a message: one line, not long, and without the secrets that a server may echo.</summary>
/// <param name="secrets">What must not appear.</param>
internal sealed class ServerText(IEnumerable<string> secrets)
{
    private const int Longest = 400;

    // A secret of a letter or two would take the text apart, and is none.
    private readonly string[] secrets = [.. secrets.Where(secret => secret.Length >= 4).OrderByDescending(secret => secret.Length)];

    /// <summary>Makes a text presentable.</summary>
    public string Line(string text)
    {
        foreach (string secret in secrets) text = text.Replace(secret, "***", StringComparison.Ordinal);
        var line = new StringBuilder(Math.Min(text.Length, Longest) + 1);
        bool blank = true;
        foreach (char letter in text)
        {
            if (line.Length >= Longest) return line.Append('…').ToString();
            bool isBlank = char.IsWhiteSpace(letter) || char.IsControl(letter);
            if (!isBlank) line.Append(letter);
            else if (!blank) line.Append(' ');
            blank = isBlank;
        }
        return line.ToString().TrimEnd();
    }

    /// <summary>The beginning of an answer that is not what it should be.</summary>
    public string Line(ReadOnlySpan<byte> text) => Line(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * Longest)]));
}
