using Lad.Detection.Masking;

namespace Lad.Detection.Templates;

/// <summary>
/// Finds a message's template. A wildcard takes one token, and up to seven more that no template of the set has as a constant; a template of a
/// wildcard alone takes nothing but a mask. Of the templates that fit, the one with the most constant tokens wins,
/// then the one whose wildcards take the fewest additional tokens, then the first in the set. Immutable and safe for any number of
/// threads; allocates nothing.
/// </summary>
public sealed class TemplateMatcher
{
    /// <summary>Tokens that one wildcard may take.</summary>
    public const int WildcardReach = 8;

    // A message of the same words over and over could be tried in very many ways; what was found by then is the answer.
    private const int MaxSteps = 1 << 16;

    private readonly TokenIndex _words;
    private readonly TemplateTrie _trie;

    /// <summary>Makes a matcher for <paramref name="templates"/>.</summary>
    public TemplateMatcher(TemplateSet templates)
    {
        Templates = templates;
        _words = new TokenIndex(templates.Items);
        _trie = new TemplateTrie(templates.Items, _words);
    }

    /// <summary>The templates that are matched.</summary>
    public TemplateSet Templates { get; }

    /// <summary>The index of the template of the message that was scanned into <paramref name="buffer"/> last, -1 when none fits.</summary>
    public int Match(TokenBuffer buffer)
    {
        ReadOnlySpan<MaskedToken> tokens = buffer.Tokens;
        Span<int> words = stackalloc int[256];
        if (tokens.Length > words.Length)
            words = new int[tokens.Length];
        for (int i = 0; i < tokens.Length; i++)
            words[i] = tokens[i].IsMask ? TokenIndex.Wildcard : _words.Find(tokens[i].Hash);
        return Match(words[..tokens.Length]);
    }

    /// <summary>The index of the template of a masked message given as strings, -1 when none fits.</summary>
    public int Match(IReadOnlyList<string> tokens)
    {
        int[] words = new int[tokens.Count];
        for (int i = 0; i < words.Length; i++)
            words[i] = _words.Find(tokens[i]);
        return Match(words);
    }

    private int Match(ReadOnlySpan<int> words)
    {
        var search = new Search(_trie, words);
        search.Visit(0, 0);
        return search.Best;
    }

    private ref struct Search(TemplateTrie trie, ReadOnlySpan<int> words)
    {
        private readonly ReadOnlySpan<int> _words = words;
        private int _constants = -1;
        private int _depth;
        private int _steps;

        internal int Best { get; private set; } = -1;

        internal void Visit(int node, int at)
        {
            if (++_steps > MaxSteps)
                return;
            if (at == _words.Length)
            {
                Offer(node);
                return;
            }
            int word = _words[at];
            if (word > TokenIndex.Wildcard && trie.Child(node, word) is var child and > 0)
                Visit(child, at + 1);
            int wildcard = trie.Wildcard(node);
            if (wildcard == 0)
                return;
            int reach = Math.Min(WildcardReach, _words.Length - at);
            for (int taken = 1; taken <= reach; taken++)
            {
                if (taken > 1 && _words[at + taken - 1] > TokenIndex.Wildcard)
                    return;
                Visit(wildcard, at + taken);
            }
        }

        private void Offer(int node)
        {
            int template = trie.Template(node);
            if (template < 0)
                return;
            int constants = trie.Constants(node);
            if (constants == 0 && _words.Length > 0 && (_words.Length > 1 || _words[0] != TokenIndex.Wildcard))
                return;
            int depth = trie.Depth(node);
            bool better = constants > _constants
                || (constants == _constants && (depth > _depth || (depth == _depth && template < Best)));
            if (!better)
                return;
            Best = template;
            _constants = constants;
            _depth = depth;
        }
    }
}
