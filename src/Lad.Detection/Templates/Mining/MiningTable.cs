using System.Buffers;
using Lad.Detection.Masking;

namespace Lad.Detection.Templates.Mining;

/// <summary>The distinct token vectors while they are being mined. Word 0 is the wildcard; words are numbered in the order of their text, so that nothing depends on the order of lines.</summary>
internal sealed class MiningTable
{
    internal const int Wildcard = 0;

    private static readonly SearchValues<char> Separators = SearchValues.Create("._-/\\$");

    private readonly IReadOnlyList<MaskedMessage> _messages;
    private readonly string[] _words;
    private readonly bool[] _keys;
    private readonly bool[] _identifiers;
    private List<MinedVector> _vectors = [];

    internal MiningTable(IReadOnlyList<MaskedMessage> messages)
    {
        _messages = messages;
        var distinct = new HashSet<string>();
        foreach (MaskedMessage message in messages)
            distinct.UnionWith(message.Tokens);
        distinct.Remove(MaskedMessage.Wildcard);
        _words = [MaskedMessage.Wildcard, .. distinct.Order(StringComparer.Ordinal)];
        var numbers = new Dictionary<string, int>(_words.Length);
        for (int i = 0; i < _words.Length; i++)
            numbers.Add(_words[i], i);
        _keys = Array.ConvertAll(_words, word => word.EndsWith('='));
        _identifiers = Array.ConvertAll(_words, HasInnerSeparator);
        for (int i = 0; i < messages.Count; i++)
            _vectors.Add(MinedVector.Of(messages[i].Tokens, numbers, i));
        Unite();
    }

    /// <summary>The vectors, each different from all others.</summary>
    internal IReadOnlyList<MinedVector> Vectors => _vectors;

    /// <summary>Number of distinct words, the wildcard included.</summary>
    internal int WordCount => _words.Length;

    internal string Word(int number) => _words[number];

    /// <summary>Whether a word is a key with its <c>=</c>.</summary>
    internal bool IsKey(int word) => _keys[word];

    /// <summary>
    /// Whether a word looks like an identifier: one of <c>. _ - / \ $</c> inside. Labels do not, and names of errors do not: they say what happened.
    /// </summary>
    internal bool IsIdentifier(int word) => _identifiers[word];

    /// <summary>The message from which a vector's text is made.</summary>
    internal MaskedMessage Message(MinedVector vector) => _messages[vector.Message];

    /// <summary>Masks the marked slots, joins adjacent masks and unites vectors that have become equal.</summary>
    internal bool Apply(SlotMarks marks)
    {
        if (!marks.Any)
            return false;
        for (int v = 0; v < _vectors.Count; v++)
            _vectors[v] = _vectors[v].Masked(marks, v);
        Unite();
        return true;
    }

    // Of equal vectors the one whose message comes first by its text stays.
    private void Unite()
    {
        var first = new Dictionary<int[], int>(_vectors.Count, VectorComparer.Instance);
        var kept = new List<MinedVector>(_vectors.Count);
        foreach (MinedVector vector in _vectors)
        {
            if (first.TryAdd(vector.Words, kept.Count))
                kept.Add(vector);
            else if (string.CompareOrdinal(_messages[vector.Message].Text, _messages[kept[first[vector.Words]].Message].Text) < 0)
                kept[first[vector.Words]] = vector;
        }
        _vectors = kept;
    }

    private static bool HasInnerSeparator(string word) =>
        word.Length > 2
        && word.AsSpan(1, word.Length - 2).ContainsAny(Separators)
        && !word.EndsWith(':') && !word.EndsWith('=')
        && !word.EndsWith("Exception", StringComparison.Ordinal) && !word.EndsWith("Error", StringComparison.Ordinal);

    private sealed class VectorComparer : IEqualityComparer<int[]>
    {
        internal static readonly VectorComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] words)
        {
            ulong hash = (ulong)words.Length;
            foreach (int word in words)
                hash = WordHash.Append(hash, (ulong)(uint)word);
            return (int)(hash >> 32) ^ (int)hash;
        }
    }
}
