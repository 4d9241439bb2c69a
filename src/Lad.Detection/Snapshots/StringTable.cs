using System.Collections.Frozen;

namespace Lad.Detection.Snapshots;

/// <summary>The strings that templates and vocabulary share, each once.</summary>
internal sealed class StringTable
{
    private readonly FrozenDictionary<string, uint> indices;

    private StringTable(string[] strings)
    {
        Strings = strings;
        indices = strings.Select((text, index) => KeyValuePair.Create(text, (uint)index)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The strings, in ascending order of their UTF-8 bytes.</summary>
    public IReadOnlyList<string> Strings { get; }

    public uint this[string text] => indices[text];

    public static StringTable Of(DetectionModel model)
    {
        var strings = new HashSet<string>(model.Words.Words, StringComparer.Ordinal);
        foreach (var template in model.Templates.Items) strings.UnionWith(template.Tokens);
        string[] sorted = [.. strings];
        Array.Sort(sorted, CompareUtf8);
        return new StringTable(sorted);
    }

    /// <summary>UTF-16 code units sort unlike UTF-8 bytes where surrogates meet U+E000 and above; code points sort alike.</summary>
    private static int CompareUtf8(string left, string right)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length.CompareTo(right.Length);
        char a = left[common], b = right[common];
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
