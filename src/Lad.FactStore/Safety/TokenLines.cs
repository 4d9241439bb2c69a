using System.Security.Cryptography;
using System.Text;

namespace Lad.FactStore.Safety;

/// <summary>The lines of a token file: <c>NAME ROLE TOKEN</c>, blank ones, and comments behind <c>#</c>. A fault names its line and never quotes the token.</summary>
internal static class TokenLines
{
    /// <summary>A shorter token could be guessed.</summary>
    public const int LeastTokenLength = 24;

    /// <summary>What the tokens of examples begin with: they are known to everyone.</summary>
    public const string Placeholder = "replace-me";

    private const int MostTokenLength = 512;
    private const int MostEntries = 1000;

    /// <summary>Reads the lines that are right, and says what is wrong with the others.</summary>
    public static (IReadOnlyList<TokenEntry> Entries, IReadOnlyList<string> Faults) Read(string text)
    {
        var entries = new List<TokenEntry>();
        var faults = new List<string>();
        var marks = new HashSet<string>(StringComparer.Ordinal);
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            string[] words = line.ToString().Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#')) continue;
            if (Fault(words) is { } fault) faults.Add($"line {number} {fault}");
            else if (entries.Count == MostEntries) return (entries, [.. faults, $"line {number} and what follows is left out: there are more than {MostEntries} tokens"]);
            else
            {
                var entry = new TokenEntry(new Actor(words[0], Identities.RoleOf(words[1])!.Value), Hash(words[2]));
                if (marks.Add(entry.Mark)) entries.Add(entry);
                else faults.Add($"line {number} has the token of another line: everyone needs their own");
            }
        }
        return (entries, faults);
    }

    /// <summary>What is kept of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static string? Fault(string[] words)
    {
        if (words.Length != 3) return "must be NAME ROLE TOKEN";
        if (words[0].Length > 64 || !words[0].All(IsOfName)) return "must begin with a name of at most 64 letters, digits and ._@-";
        if (Identities.RoleOf(words[1]) is null) return "must have reader or editor behind the name";
        if (words[2].StartsWith(Placeholder, StringComparison.OrdinalIgnoreCase)) return $"has the token of an example, which everyone knows: make one with 'openssl rand -hex 32'";
        if (words[2].Length < LeastTokenLength) return $"has a token of fewer than {LeastTokenLength} characters, which could be guessed: make one with 'openssl rand -hex 32'";
        return words[2].Length > MostTokenLength || !words[2].All(letter => letter is > ' ' and < (char)0x7F) ? $"has a token that is not {LeastTokenLength} to {MostTokenLength} visible ASCII characters" : null;
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '@' or '-';
}
