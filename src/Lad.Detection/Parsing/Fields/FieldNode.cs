using System.Text.Json;

namespace Lad.Detection.Parsing.Fields;

/// <summary>One name on the way to fields: its children by name and, for each role, its rank among the role's paths.</summary>
internal sealed class FieldNode(int index)
{
    public const short NoRank = short.MaxValue;

    private const int LongestBucket = 32;
    private const int LongestEscaped = 512;
    private readonly List<(byte[] Name, FieldNode Node)>?[] byLength = new List<(byte[], FieldNode)>?[LongestBucket + 1];
    private readonly short[] ranks = [NoRank, NoRank, NoRank, NoRank];

    /// <summary>Position in the tree's list of nodes.</summary>
    public int Index { get; } = index;

    public bool HasChildren { get; private set; }

    public LevelScale Scale { get; set; }

    public short Rank(FieldRole role) => ranks[(int)role];

    public void SetRank(FieldRole role, short rank)
    {
        if (rank < ranks[(int)role]) ranks[(int)role] = rank;
    }

    public FieldNode? Find(ReadOnlySpan<byte> name)
    {
        var bucket = byLength[Math.Min(name.Length, LongestBucket)];
        if (bucket is null) return null;
        foreach (var (candidate, node) in bucket)
        {
            if (name.SequenceEqual(candidate)) return node;
        }
        return null;
    }

    /// <summary>The child that the reader's property name means.</summary>
    public FieldNode? Find(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return Find(name);
        // Not the reader's own comparison: it throws on half a surrogate pair.
        Span<byte> plain = stackalloc byte[LongestEscaped];
        return name.Length <= plain.Length ? Find(plain[..EscapedText.Unescape(name, plain)]) : null;
    }

    public FieldNode Child(string name, Func<FieldNode> create)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
        if (Find(bytes) is { } known) return known;
        FieldNode child = create();
        (byLength[Math.Min(bytes.Length, LongestBucket)] ??= []).Add((bytes, child));
        HasChildren = true;
        return child;
    }
}
