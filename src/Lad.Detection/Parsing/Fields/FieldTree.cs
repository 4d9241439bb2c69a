namespace Lad.Detection.Parsing.Fields;

/// <summary>The paths of all fields that matter, as a tree of names. A dot in a path may go into an object or be part of a name.</summary>
internal sealed class FieldTree
{
    private readonly List<FieldNode> nodes = [];

    public FieldTree() => Root = Create();

    public FieldNode Root { get; }

    public FieldNode this[int index] => nodes[index];

    public void Add(FieldRole role, IReadOnlyList<string> paths)
    {
        for (int rank = 0; rank < paths.Count; rank++) Add(Root, paths[rank].Split('.'), role, (short)rank, LevelScale.Usual);
    }

    public void Add(FieldRole role, string path, short rank, LevelScale scale) => Add(Root, path.Split('.'), role, rank, scale);

    // Every way to keep some of the dots as part of a name: n names give 2^(n-1) ways.
    private void Add(FieldNode from, ReadOnlySpan<string> names, FieldRole role, short rank, LevelScale scale)
    {
        for (int taken = 1; taken <= names.Length; taken++)
        {
            FieldNode child = from.Child(string.Join('.', names[..taken]!), Create);
            if (taken < names.Length)
            {
                Add(child, names[taken..], role, rank, scale);
                continue;
            }
            child.SetRank(role, rank);
            if (role == FieldRole.Level) child.Scale = scale;
        }
    }

    private FieldNode Create()
    {
        var node = new FieldNode(nodes.Count);
        nodes.Add(node);
        return node;
    }
}
