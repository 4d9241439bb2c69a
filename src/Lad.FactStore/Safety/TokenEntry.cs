namespace Lad.FactStore.Safety;

/// <summary>Someone who may enter by a token. The token itself is not kept.</summary>
/// <param name="Actor">Who, and what they may do.</param>
/// <param name="Hash">SHA-256 of the token.</param>
internal sealed record TokenEntry(Actor Actor, byte[] Hash)
{
    /// <summary>What a session remembers of the token it was opened with: enough to see whether it is still valid, not enough to be it.</summary>
    public string Mark { get; } = Convert.ToHexStringLower(Hash.AsSpan(0, 16));
}
