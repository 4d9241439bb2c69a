using Lad.Detection.Masking;

namespace Lad.Detection.Templates;

/// <summary>Numbers the tokens of a template set. Tokens are known by their 64-bit hash alone.</summary>
internal sealed class TokenIndex
{
    /// <summary>The number of a mask.</summary>
    internal const int Wildcard = 0;

    /// <summary>The number of a token that no template has.</summary>
    internal const int Unknown = -1;

    private readonly Dictionary<ulong, int> _numbers = [];

    internal TokenIndex(IReadOnlyList<Template> templates)
    {
        foreach (Template template in templates)
        {
            foreach (string token in template.Tokens)
            {
                if (token != Template.Wildcard)
                    _numbers.TryAdd(Hash(token), _numbers.Count + 1);
            }
        }
    }

    internal int Find(ulong hash) => _numbers.GetValueOrDefault(hash, Unknown);

    internal int Find(string token) => token == Template.Wildcard ? Wildcard : Find(Hash(token));

    private static ulong Hash(string token)
    {
        Span<byte> bytes = stackalloc byte[256];
        return System.Text.Encoding.UTF8.TryGetBytes(token, bytes, out int length) ? WordHash.Of(bytes[..length]) : WordHash.Of(System.Text.Encoding.UTF8.GetBytes(token));
    }
}
