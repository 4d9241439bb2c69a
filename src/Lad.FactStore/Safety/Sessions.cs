using System.Globalization;
using System.Security.Claims;
using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Safety;

/// <summary>
/// The sessions of browsers, each in a protected cookie. One that a token opened ends when the token is taken out of the file, and has the role that the file says now; one that the OpenID provider opened lasts a day at most,
/// so that the provider is asked again.
/// </summary>
internal static class Sessions
{
    private const string TokenClaim = "lad_token";
    private const string OpenedClaim = "lad_opened";
    private static readonly TimeSpan longestWithoutProvider = TimeSpan.FromDays(1);

    /// <summary>Opens a session for the holder of a token.</summary>
    public static Task OpenAsync(HttpContext context, TokenEntry entry) => OpenAsync(context, entry.Actor, new Claim(TokenClaim, entry.Mark));

    /// <summary>Opens a session for someone whom the OpenID provider knows.</summary>
    public static Task OpenAsync(HttpContext context, Actor actor, TimeProvider clock) =>
        OpenAsync(context, actor, new Claim(OpenedClaim, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

    /// <summary>How the cookie is made, kept and looked at.</summary>
    public static void Configure(CookieAuthenticationOptions cookie, FactStoreOptions options, TimeProvider clock)
    {
        cookie.Cookie.Name = CookieNames.Of(options, "");
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.Cookie.Path = "/";
        cookie.ExpireTimeSpan = options.SessionLifetime;
        cookie.SlidingExpiration = true;
        cookie.TimeProvider = clock;
        cookie.Events.OnRedirectToLogin = SignInRoutes.AskAsync;
        cookie.Events.OnRedirectToAccessDenied = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        cookie.Events.OnValidatePrincipal = context =>
        {
            if (Current(context, clock) is { } principal) context.ReplacePrincipal(principal);
            else context.RejectPrincipal();
            return Task.CompletedTask;
        };
    }

    private static Task OpenAsync(HttpContext context, Actor actor, Claim hold) => context.SignInAsync(Schemes.Session, Identities.Make(actor, Schemes.Session, hold));

    // The cookie stays where it is: a file that is away for a moment ends no session for good.
    private static ClaimsPrincipal? Current(CookieValidatePrincipalContext context, TimeProvider clock)
    {
        if (context.Principal is not { } principal || Identities.TryRead(principal) is not { } actor) return null;
        if (principal.FindFirst(TokenClaim) is { } token)
            return context.HttpContext.RequestServices.GetService<TokenBook>()?.Holder(token.Value) is { } holder ? Identities.Make(holder, Schemes.Session, new Claim(TokenClaim, token.Value)) : null;
        return context.HttpContext.RequestServices.GetService<OpenIdProvider>() is not null && long.TryParse(principal.FindFirst(OpenedClaim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long opened)
            && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(opened) < longestWithoutProvider && actor.Name.Length > 0 ? principal : null;
    }
}
