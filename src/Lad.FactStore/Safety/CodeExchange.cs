using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Lad.FactStore.Safety;

/// <summary>Changes a code for the token that says who came back with it, from server to server (RFC 6749, 4.1.3, with PKCE: RFC 7636).</summary>
internal sealed class CodeExchange(OpenIdOptions options, HttpClient client)
{
    /// <summary>The ID token.</summary>
    /// <exception cref="OpenIdException">The provider refuses, or does not answer.</exception>
    public async Task<string> RedeemAsync(OpenIdConnectConfiguration configuration, string code, string verifier, string redirect, CancellationToken cancellation)
    {
        try
        {
            using HttpRequestMessage request = Request(configuration, code, verifier, redirect);
            using HttpResponseMessage answer = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode) throw new OpenIdException($"the provider {options.Authority.Host} does not take the code (status {(int)answer.StatusCode})");
            using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("id_token", out JsonElement token) && token.ValueKind == JsonValueKind.String
                ? token.GetString()!
                : throw new OpenIdException($"the provider {options.Authority.Host} gave no ID token: the scope openid must be allowed there");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new OpenIdException($"the provider {options.Authority.Host} does not answer", failure);
        }
    }

    private HttpRequestMessage Request(OpenIdConnectConfiguration configuration, string code, string verifier, string redirect)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirect, ["code_verifier"] = verifier, ["client_id"] = options.ClientId };
        var request = new HttpRequestMessage(HttpMethod.Post, configuration.TokenEndpoint);
        if (options.ClientSecret.Length > 0)
        {
            ICollection<string> methods = configuration.TokenEndpointAuthMethodsSupported;
            if (methods.Count > 0 && !methods.Contains("client_secret_basic")) form["client_secret"] = options.ClientSecret;
            else request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}")));
        }
        request.Content = new FormUrlEncodedContent(form);
        return request;
    }
}
