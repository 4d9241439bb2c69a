using System.Security.Cryptography;
using System.Text.Json;
using Lad.FactStore.Hosting;
using Lad.FactStore.Pages.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Safety;

/// <summary>Signing in by OpenID Connect: to the provider, and back with a code.</summary>
internal static class OpenIdRoutes
{
    private const string Callback = "/sign-in/callback";
    private const int MostCodeCharacters = 4 << 10;

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/openid", BeginAsync).AllowAnonymous();
        routes.MapGet(Callback, EndAsync).AllowAnonymous();
    }

    private static async Task<IResult> BeginAsync(HttpContext context, FactStoreOptions options, OpenIdProvider provider, SignIns signIns, SignInAllowance allowance, IDataProtectionProvider protection, TimeProvider clock)
    {
        string address = RemoteAddress.Of(context);
        if (!allowance.TryBegin(address)) return SignInRoutes.Page(options, "/", "Too many attempts. Wait a moment, and try again.", StatusCodes.Status429TooManyRequests);
        var attempt = OpenIdAttempt.Begin(ReturnPath.Of(context.Request.Query["return"]), clock.GetUtcNow());
        try
        {
            string place = await provider.AddressAsync(attempt, Redirect(context, options), context.RequestAborted).ConfigureAwait(false);
            context.Response.Cookies.Append(CookieNames.Of(options, "openid"), Protector(protection).Protect(JsonSerializer.Serialize(attempt)), Cookie(options));
            return Results.Redirect(place);
        }
        catch (OpenIdException refusal)
        {
            signIns.Refused($"by OpenID Connect: {refusal.Message}", address);
            return SignInRoutes.Page(options, attempt.Return, "The provider cannot be reached. Try again in a minute.", StatusCodes.Status502BadGateway);
        }
    }

    private static async Task<IResult> EndAsync(HttpContext context, FactStoreOptions options, OpenIdProvider provider, SignIns signIns, SignInAllowance allowance, RedeemedAttempts redeemed, IDataProtectionProvider protection, TimeProvider clock)
    {
        string address = RemoteAddress.Of(context), name = CookieNames.Of(options, "openid");
        OpenIdAttempt? attempt = Read(context.Request.Cookies[name], protection);
        context.Response.Cookies.Delete(name, Cookie(options));
        try
        {
            IQueryCollection query = context.Request.Query;
            if (attempt is null || query["state"].Count != 1 || !attempt.Is(query["state"], clock.GetUtcNow())) throw new OpenIdException("this browser did not begin this sign-in, or too long ago");
            // A copied cookie and address come again as often as someone likes: the provider is asked for each sign-in once.
            if (!redeemed.TryRedeem(attempt)) throw new OpenIdException("this sign-in has come back before");
            if (!allowance.TryReturn(address)) return SignInRoutes.Page(options, attempt.Return, "Too many attempts. Wait a moment, and try again.", StatusCodes.Status429TooManyRequests);
            if (query["error"].Count > 0) throw new OpenIdException($"the provider says {query["error"]}");
            if (query["code"].Count != 1 || query["code"].ToString() is not { Length: > 0 and <= MostCodeCharacters } code) throw new OpenIdException("the provider sent no code");
            Actor actor = await provider.RedeemAsync(attempt, code, query["iss"], Redirect(context, options), context.RequestAborted).ConfigureAwait(false);
            await Sessions.OpenAsync(context, actor, clock).ConfigureAwait(false);
            signIns.Entered(actor, "by OpenID Connect", address);
            return SignInRoutes.Onward(attempt.Return);
        }
        catch (OpenIdException refusal)
        {
            signIns.Refused($"by OpenID Connect: {refusal.Message}", address);
            return SignInRoutes.Page(options, attempt?.Return ?? "/", VisibleText.Plain($"Signing in failed: {refusal.Message}.", 300), StatusCodes.Status403Forbidden);
        }
    }

    // Without PublicUrl the store is on loopback, and the guard has seen that the request's name is a loopback one.
    private static string Redirect(HttpContext context, FactStoreOptions options) => (options.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{context.Request.Scheme}://{context.Request.Host}") + Callback;

    private static OpenIdAttempt? Read(string? cookie, IDataProtectionProvider protection)
    {
        try
        {
            return cookie is null ? null : JsonSerializer.Deserialize<OpenIdAttempt>(Protector(protection).Unprotect(cookie));
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("Lad.FactStore.OpenIdAttempt");

    // Lax, because the browser comes back from the provider's site.
    private static CookieOptions Cookie(FactStoreOptions options) => new() { HttpOnly = true, Secure = options.IsSecure, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = OpenIdAttempt.Lifetime, IsEssential = true };
}
