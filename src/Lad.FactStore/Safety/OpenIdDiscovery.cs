using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Lad.FactStore.Safety;

/// <summary>What the provider publishes of itself: where to go, and the keys it signs with. Kept for an hour; fetched again when a key is not among them. After a failure as after a success it is left alone for a minute.</summary>
internal sealed class OpenIdDiscovery(OpenIdOptions options, HttpClient client, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan leastAge = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private OpenIdConnectConfiguration? known;
    private long fetched;
    private long? failed;
    private string fault = "";

    /// <summary>The provider's configuration.</summary>
    /// <param name="isStale">Whether what is known was found wanting.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OpenIdException">The provider does not answer, or says what it must not.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(bool isStale, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (known is not null && clock.GetElapsedTime(fetched) < (isStale ? leastAge : lifetime)) return known;
            // What was known stays while the provider is away: its keys do not change that often.
            if (failed is { } at && clock.GetElapsedTime(at) < leastAge) return known ?? throw new OpenIdException(fault);
            try
            {
                // Not given up with the request: one who goes away again and again must not have it fetched each time. The client has its own patience.
                known = await FetchAsync().ConfigureAwait(false);
                fetched = clock.GetTimestamp();
                failed = null;
            }
            catch (Exception failure) when (failure is IOException or HttpRequestException or InvalidOperationException or ArgumentException or JsonException or FormatException or OpenIdException or OperationCanceledException)
            {
                failed = clock.GetTimestamp();
                fault = failure is OpenIdException ? failure.Message : $"the provider {options.Authority.Host} does not answer as one does";
                if (known is null) throw new OpenIdException(fault, failure);
            }
            return known;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        string issuer = options.Authority.AbsoluteUri.TrimEnd('/');
        var retriever = new HttpDocumentRetriever(client) { RequireHttps = options.Authority.Scheme == Uri.UriSchemeHttps };
        OpenIdConnectConfiguration found = await OpenIdConnectConfigurationRetriever.GetAsync($"{issuer}/.well-known/openid-configuration", retriever, CancellationToken.None).ConfigureAwait(false);
        if (found.Issuer?.TrimEnd('/') != issuer) throw new OpenIdException($"the provider {options.Authority.Host} calls itself another issuer than FactStore:Authority: both must be the same");
        foreach (string endpoint in (string[])[found.AuthorizationEndpoint ?? "", found.TokenEndpoint ?? ""])
        {
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && options.Authority.Scheme == Uri.UriSchemeHttp)))
                throw new OpenIdException($"the provider {options.Authority.Host} names no endpoint that is safe to go to");
        }
        return found;
    }
}
