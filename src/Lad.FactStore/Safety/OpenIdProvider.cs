using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lad.FactStore.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Lad.FactStore.Safety;

/// <summary>The OpenID provider: where it signs people in, and whether what it says of them is its own word, meant for this store, and valid now.</summary>
internal sealed class OpenIdProvider : IDisposable
{
    private static readonly TimeSpan tolerance = TimeSpan.FromMinutes(1);

    // No key that the client holds too, and never none.
    private static readonly string[] algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly OpenIdOptions options;
    private readonly TimeProvider clock;
    private readonly OpenIdDiscovery discovery;
    private readonly CodeExchange exchange;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 1 << 20,
    };

    private readonly JsonWebTokenHandler tokens = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 64 << 10 };

    public OpenIdProvider(FactStoreOptions options, TimeProvider clock)
    {
        this.options = options.OpenId!;
        this.clock = clock;
        discovery = new OpenIdDiscovery(this.options, client, clock);
        exchange = new CodeExchange(this.options, client);
    }

    /// <summary>Where to send someone who wants to sign in.</summary>
    public async Task<string> AddressAsync(OpenIdAttempt attempt, string redirect, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration configuration = await discovery.GetAsync(isStale: false, cancellation).ConfigureAwait(false);
        (string, string)[] parameters =
        [
            ("response_type", "code"), ("client_id", options.ClientId), ("redirect_uri", redirect), ("scope", string.Join(' ', options.Scopes.Prepend("openid"))), ("state", attempt.State), ("nonce", attempt.Nonce),
            ("code_challenge", attempt.Challenge), ("code_challenge_method", "S256"),
        ];
        string query = string.Join('&', parameters.Select(parameter => $"{parameter.Item1}={Uri.EscapeDataString(parameter.Item2)}"));
        return configuration.AuthorizationEndpoint + (configuration.AuthorizationEndpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
    }

    /// <summary>Who came back with a code.</summary>
    /// <exception cref="OpenIdException">The code is worth nothing, what it was changed for is not to be believed, or the person has no role here.</exception>
    public async Task<Actor> RedeemAsync(OpenIdAttempt attempt, string code, string? issuer, string redirect, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration configuration = await discovery.GetAsync(isStale: false, cancellation).ConfigureAwait(false);
        // An answer that another provider was made to give (RFC 9207).
        if (issuer is not null && issuer != configuration.Issuer) throw new OpenIdException("the answer is of another provider");
        JsonWebToken token = await ValidateAsync(await exchange.RedeemAsync(configuration, code, attempt.Verifier, redirect, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (!token.TryGetPayloadValue("nonce", out string? nonce) || nonce is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(nonce), Encoding.UTF8.GetBytes(attempt.Nonce)))
            throw new OpenIdException("the provider's token is not the answer to this sign-in (nonce)");
        return OpenIdClaims.Read(token, options) ?? throw new OpenIdException($"the provider knows this person, but gives them no role here: it takes {options.EditorRole}{(options.ReaderRole.Length > 0 ? " or " + options.ReaderRole : "")} in the claim {options.RoleClaim}");
    }

    /// <summary>Whose a program's JWT is; <see langword="null"/> when it is not to be believed, or its owner has no role here.</summary>
    public async Task<Actor?> FindAsync(string token, CancellationToken cancellation)
    {
        if (!IsOfProvider(token)) return null;
        try
        {
            JsonWebToken valid = await ValidateAsync(token, cancellation).ConfigureAwait(false);
            // What a browser got to sign in with is not for programs.
            return valid.TryGetPayloadValue("nonce", out string? _) ? null : OpenIdClaims.Read(valid, options);
        }
        catch (OpenIdException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        discovery.Dispose();
        client.Dispose();
    }

    // What anybody can see to be wrong is not worth asking the provider for its keys.
    private bool IsOfProvider(string text)
    {
        try
        {
            var token = new JsonWebToken(text);
            return token.Issuer.TrimEnd('/') == options.Authority.AbsoluteUri.TrimEnd('/') && algorithms.Contains(token.Alg, StringComparer.Ordinal) && token.Audiences.Contains(options.ClientId, StringComparer.Ordinal);
        }
        catch (Exception odd) when (odd is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return false;
        }
    }

    private async Task<JsonWebToken> ValidateAsync(string text, CancellationToken cancellation)
    {
        TokenValidationResult result = await CheckAsync(text, await discovery.GetAsync(isStale: false, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        if (result.Exception is SecurityTokenInvalidSignatureException) result = await CheckAsync(text, await discovery.GetAsync(isStale: true, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token) throw new OpenIdException($"the provider's token is not to be believed: {Reason(result.Exception)}", result.Exception);
        bool isMeantForOthersToo = token.Audiences.Count() > 1;
        bool hasParty = token.TryGetPayloadValue("azp", out string? party);
        if (isMeantForOthersToo && (!hasParty || party != options.ClientId)) throw new OpenIdException("the provider's token was given to another program (azp)");
        return token;
    }

    private Task<TokenValidationResult> CheckAsync(string token, OpenIdConnectConfiguration configuration) => tokens.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = configuration.Issuer,
        ValidAudience = options.ClientId,
        IssuerSigningKeys = configuration.SigningKeys,
        ValidAlgorithms = algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        LifetimeValidator = (notBefore, expires, _, _) => IsValidNow(notBefore, expires),
    });

    private bool IsValidNow(DateTime? notBefore, DateTime? expires)
    {
        // The tolerance goes to the clock's side: a token's times may lie at the ends of all time.
        DateTime now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now - tolerance < end && (notBefore is not { } begin || now + tolerance >= begin);
    }

    private static string Reason(Exception? failure) => failure switch
    {
        SecurityTokenInvalidLifetimeException => "it has expired, or is not valid yet",
        SecurityTokenInvalidAudienceException => "it is meant for another program",
        SecurityTokenInvalidIssuerException => "it is of another issuer",
        SecurityTokenInvalidAlgorithmException or SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException => "its signature is not the provider's",
        _ => $"it cannot be read ({failure?.GetType().Name})",
    };
}
