using Lad.Detection.Masking;

namespace Lad.Detection.Templates.Mining;

/// <summary>Groups the slots of a table by what stands around them, and counts the distinct words of each group.</summary>
internal sealed class SlotContexts
{
    private readonly Dictionary<ulong, int> _groups;
    private readonly HashSet<ulong> _pairs;
    private readonly List<ContextGroup> _list = [];

    internal SlotContexts(int slots)
    {
        _groups = new Dictionary<ulong, int>(slots);
        _pairs = new HashSet<ulong>(slots);
    }

    internal ContextGroup this[int group] => _list[group];

    internal int Count => _list.Count;

    /// <summary>Adds a word in a context; returns the context's group and whether the word is new in it.</summary>
    internal int Add(ulong context, int word, bool identifier, out bool isNew)
    {
        if (!_groups.TryGetValue(context, out int group))
        {
            group = _list.Count;
            _groups.Add(context, group);
            _list.Add(new ContextGroup(0, false, true));
        }
        isNew = _pairs.Add(WordHash.Append(context, (ulong)(uint)word));
        if (isNew)
        {
            ContextGroup old = _list[group];
            _list[group] = word == MiningTable.Wildcard
                ? old with { HasMask = true }
                : old with { Words = old.Words + 1, OnlyIdentifiers = old.OnlyIdentifiers && identifier };
        }
        return group;
    }

    /// <summary>The hash of a whole vector, from which that of each slot's context follows.</summary>
    internal static ulong Sum(int[] words)
    {
        ulong sum = (ulong)words.Length * 0x9E3779B97F4A7C15;
        for (int i = 0; i < words.Length; i++)
            sum += Term(i, words[i]);
        return sum;
    }

    /// <summary>The hash of a vector of hash <paramref name="sum"/> but for one slot.</summary>
    internal static ulong Without(ulong sum, int position, int word) => sum - Term(position, word) + Term(position, -1);

    internal static ulong Term(int position, int word) => WordHash.Append(((ulong)(uint)position << 32) | (uint)word, 0xA0761D6478BD642F);
}

/// <summary>What fills the slots of one context.</summary>
/// <param name="Words">Distinct words, masks not counted.</param>
/// <param name="HasMask">Whether a mask fills it too.</param>
/// <param name="OnlyIdentifiers">Whether all words look like identifiers.</param>
internal readonly record struct ContextGroup(int Words, bool HasMask, bool OnlyIdentifiers);
