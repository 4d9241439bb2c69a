using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Lad.FactStore.Safety;

/// <summary>A sign-in that has gone to the provider and not come back yet; the browser that began it keeps it, protected.</summary>
/// <param name="State">Comes back in the address: only the browser that began may end it.</param>
/// <param name="Nonce">Comes back in the token: only a token made for this sign-in counts.</param>
/// <param name="Verifier">Goes with the code: whoever steals the code alone has nothing (PKCE).</param>
/// <param name="Return">Where the person wanted to go.</param>
/// <param name="Expires">When it is too late, UTC.</param>
internal sealed record OpenIdAttempt(string State, string Nonce, string Verifier, string Return, DateTimeOffset Expires)
{
    /// <summary>How long someone may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>What the provider is told of the verifier.</summary>
    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>Begins.</summary>
    public static OpenIdAttempt Begin(string path, DateTimeOffset now) => new(Secret(), Secret(), Secret(), path, now + Lifetime);

    /// <summary>Whether this is the sign-in that comes back.</summary>
    public bool Is(string? state, DateTimeOffset now) => state is not null && now < Expires && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));

    private static string Secret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}
