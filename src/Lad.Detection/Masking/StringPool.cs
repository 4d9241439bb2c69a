namespace Lad.Detection.Masking;

/// <summary>Gives the same string for the same bytes, so that a word is kept once.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<ulong, string> _strings = [];

    /// <summary>The string of <paramref name="text"/>, whose hash is <paramref name="hash"/>.</summary>
    internal string Of(ReadOnlySpan<byte> text, ulong hash)
    {
        if (!_strings.TryGetValue(hash, out string? known))
            _strings.Add(hash, known = System.Text.Encoding.UTF8.GetString(text));
        return known;
    }
}
