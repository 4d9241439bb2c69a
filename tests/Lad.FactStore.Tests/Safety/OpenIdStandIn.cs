using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Lad.FactStore.Tests.Safety;

/// <summary>An OpenID provider with discovery, keys and a token endpoint, whose tokens can be made wrong in one place each.</summary>
internal sealed class OpenIdStandIn : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentDictionary<string, Issued> codes = new(StringComparer.Ordinal);

    private OpenIdStandIn(WebApplication application) => this.application = application;

    public const string ClientId = "lad";
    public const string ClientSecret = "a secret/with:signs";

    public Uri Address { get; private set; } = null!;

    /// <summary>What tokens are signed with; the published key is <see cref="Published"/>.</summary>
    public RSA Signing { get; set; } = RSA.Create(2048);

    public RSA Published { get; set; } = null!;

    public string KeyId { get; set; } = "key-1";

    /// <summary>Changes a token's header and claims before it is signed.</summary>
    public Action<JsonObject, JsonObject> Change { get; set; } = (_, _) => { };

    /// <summary>What the discovery document says the issuer is, when not itself.</summary>
    public string? Issuer { get; set; }

    public DateTimeOffset Now { get; set; }

    /// <summary>What the provider answers instead of its discovery document, when it is out of order.</summary>
    public string? Odd { get; set; }

    public int Discovered { get; private set; }

    public int KeysFetched { get; private set; }

    public int CodesSeen { get; private set; }

    public static async Task<OpenIdStandIn> StartAsync(DateTimeOffset now)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        var provider = new OpenIdStandIn(application) { Now = now };
        provider.Published = provider.Signing;
        application.UseRouting();
        application.MapGet("/.well-known/openid-configuration", (RequestDelegate)provider.DiscoverAsync);
        application.MapGet("/keys", (RequestDelegate)provider.KeysAsync);
        application.MapPost("/token", (RequestDelegate)provider.TokenAsync);
        await application.StartAsync();
        provider.Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return provider;
    }

    /// <summary>A person signs in at the place a store sent them to: the address that the provider sends them back to.</summary>
    public string SignIn(Uri place)
    {
        var query = QueryHelpers.ParseQuery(place.Query);
        string code = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        codes[code] = new Issued(query["nonce"]!, query["code_challenge"]!, query["redirect_uri"]!);
        return $"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}";
    }

    /// <summary>A token, as the provider makes them.</summary>
    public string Token(string? nonce)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId };
        var claims = new JsonObject
        {
            ["iss"] = Issuer ?? Address.AbsoluteUri.TrimEnd('/'),
            ["aud"] = ClientId,
            ["sub"] = "0123",
            ["preferred_username"] = "maria",
            ["realm_access"] = new JsonObject { ["roles"] = new JsonArray("other", "lad-editor") },
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        if (nonce is not null) claims["nonce"] = nonce;
        Change(header, claims);
        string content = Encode(header) + "." + Encode(claims);
        byte[] signature = header["alg"]!.GetValue<string>() switch
        {
            "none" => [],
            // The classic mistake: the public key taken for a shared secret.
            "HS256" => HMACSHA256.HashData(Published.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(content)),
            _ => Signing.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return content + "." + Base64UrlEncoder.Encode(signature);
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        Signing.Dispose();
        Published.Dispose();
    }

    private Task DiscoverAsync(HttpContext context)
    {
        Discovered++;
        if (Odd is not null) return context.Response.WriteAsync(Odd);
        string self = Address.AbsoluteUri.TrimEnd('/');
        return context.Response.WriteAsJsonAsync(new JsonObject { ["issuer"] = Issuer ?? self, ["authorization_endpoint"] = self + "/authorize", ["token_endpoint"] = self + "/token", ["jwks_uri"] = self + "/keys" });
    }

    private Task KeysAsync(HttpContext context)
    {
        KeysFetched++;
        RSAParameters key = Published.ExportParameters(includePrivateParameters: false);
        return context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = KeyId, ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) }),
        });
    }

    private async Task TokenAsync(HttpContext context)
    {
        CodesSeen++;
        IFormCollection form = await context.Request.ReadFormAsync();
        string expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Uri.EscapeDataString(ClientSecret)}"));
        bool isKnown = codes.TryRemove(form["code"].ToString(), out Issued? issued);
        bool isRight = isKnown && context.Request.Headers.Authorization == expected && form["redirect_uri"] == issued!.Redirect && form["grant_type"] == "authorization_code"
            && Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == issued.Challenge;
        context.Response.StatusCode = isRight ? 200 : 400;
        await context.Response.WriteAsJsonAsync(isRight ? new JsonObject { ["id_token"] = Token(issued!.Nonce), ["token_type"] = "Bearer" } : new JsonObject { ["error"] = "invalid_grant" });
    }

    private static string Encode(JsonObject value) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(value));

    private sealed record Issued(string Nonce, string Challenge, string Redirect);
}
