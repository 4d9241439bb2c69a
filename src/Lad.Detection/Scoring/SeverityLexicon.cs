using System.Collections.Frozen;

namespace Lad.Detection.Scoring;

/// <summary>
/// Recognises words that people use for failures, wherever they stand in a name: <c>java.io.IOException:</c>, <c>FAILED</c>,
/// <c>connect_error</c>. Immutable, safe for any number of threads; looking allocates nothing.
/// </summary>
public sealed class SeverityLexicon
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    private readonly FrozenSet<ulong> words;

    /// <summary>Makes a lexicon of lower-case words.</summary>
    public SeverityLexicon(IReadOnlyList<string> words) => this.words = words.Select(Hash).ToFrozenSet();

    /// <summary>The levels of syslog and of the usual logging libraries from warning upwards, and plain English for what went wrong.</summary>
    public static IReadOnlyList<string> Default { get; } =
    [
        "warn", "warning", "err", "error", "errors", "crit", "critical", "alert", "emerg", "emergency", "severe", "fatal", "panic",
        "fail", "fails", "failed", "failing", "failure", "failures", "fault", "faults", "exception", "exceptions", "segfault", "oops",
        "abort", "aborted", "aborting", "aborts", "crash", "crashed", "died", "dead", "killed", "terminated", "hung", "deadlock", "interrupted",
        "bad", "broken", "corrupt", "corrupted", "corruption", "illegal", "invalid", "violation", "overflow", "leak", "lost", "missing",
        "cannot", "unable", "unexpected", "denied", "refused", "rejected", "disconnected", "unavailable", "unreachable", "timeout", "timeouts", "exceeded",
    ];

    /// <summary>Whether a part of <paramref name="token"/> is a word of the lexicon. Parts end at signs, digits and changes of case.</summary>
    /// <param name="token">UTF-8.</param>
    public bool Names(ReadOnlySpan<byte> token)
    {
        int start = 0;
        for (int i = 0; i <= token.Length; i++)
        {
            if (i < token.Length && char.IsAsciiLetter((char)token[i]) && !StartsPart(token, i, start))
                continue;
            if (i > start && words.Contains(Hash(token[start..i])))
                return true;
            start = i < token.Length && char.IsAsciiLetter((char)token[i]) ? i : i + 1;
        }

        return false;
    }

    /// <summary>Whether any of the tokens names a failure.</summary>
    public bool NamesAny(IReadOnlyList<string> tokens)
    {
        foreach (string token in tokens)
        {
            if (Names(System.Text.Encoding.UTF8.GetBytes(token)))
                return true;
        }

        return false;
    }

    // connectError, IOException: a capital starts a part after a small letter, or before one.
    private static bool StartsPart(ReadOnlySpan<byte> token, int i, int start)
    {
        if (i <= start || !char.IsAsciiLetterUpper((char)token[i]))
            return false;
        return char.IsAsciiLetterLower((char)token[i - 1]) || (i + 1 < token.Length && char.IsAsciiLetterLower((char)token[i + 1]));
    }

    private static ulong Hash(ReadOnlySpan<byte> part)
    {
        ulong hash = Offset;
        foreach (byte letter in part)
            hash = (hash ^ (letter | 0x20u)) * Prime;
        return hash;
    }

    private static ulong Hash(string word) => Hash(System.Text.Encoding.UTF8.GetBytes(word));
}
