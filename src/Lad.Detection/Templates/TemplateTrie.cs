namespace Lad.Detection.Templates;

/// <summary>The templates of a set as a tree of tokens; node 0 is its root.</summary>
internal sealed class TemplateTrie
{
    private readonly Dictionary<ulong, int> _children = [];
    private readonly List<Node> _nodes = [new Node { Template = -1 }];

    internal TemplateTrie(IReadOnlyList<Template> templates, TokenIndex words)
    {
        for (int i = 0; i < templates.Count; i++)
        {
            int node = 0;
            foreach (string token in templates[i].Tokens)
                node = Step(node, words.Find(token));
            if (_nodes[node].Template < 0)
                _nodes[node] = _nodes[node] with { Template = i };
        }
    }

    /// <summary>The node behind a constant token, 0 when there is none.</summary>
    internal int Child(int node, int word) => _children.GetValueOrDefault(Edge(node, word));

    /// <summary>The node behind a wildcard, 0 when there is none.</summary>
    internal int Wildcard(int node) => _nodes[node].Wildcard;

    /// <summary>The template that ends at a node, -1 when none does.</summary>
    internal int Template(int node) => _nodes[node].Template;

    /// <summary>Constant tokens from the root to a node.</summary>
    internal int Constants(int node) => _nodes[node].Constants;

    /// <summary>Tokens from the root to a node.</summary>
    internal int Depth(int node) => _nodes[node].Depth;

    private int Step(int node, int word)
    {
        int child = word == TokenIndex.Wildcard ? _nodes[node].Wildcard : Child(node, word);
        if (child > 0)
            return child;
        child = _nodes.Count;
        Node parent = _nodes[node];
        bool constant = word != TokenIndex.Wildcard;
        _nodes.Add(new Node { Template = -1, Depth = parent.Depth + 1, Constants = parent.Constants + (constant ? 1 : 0) });
        if (constant)
            _children.Add(Edge(node, word), child);
        else
            _nodes[node] = parent with { Wildcard = child };
        return child;
    }

    private static ulong Edge(int node, int word) => ((ulong)(uint)node << 32) | (uint)word;

    private readonly record struct Node(int Wildcard, int Template, int Constants, int Depth);
}
