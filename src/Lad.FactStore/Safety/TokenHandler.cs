using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Lad.FactStore.Safety;

/// <summary>Programs say who they are with <c>Authorization: Bearer TOKEN</c>: a token of the file, or a JWT that the OpenID provider signed for this store.</summary>
internal sealed class TokenHandler(SignIns signIns, IServiceProvider services, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";
    private const int MostCharacters = 8 << 10;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        StringValues values = Request.Headers.Authorization;
        if (values.Count == 0) return AuthenticateResult.NoResult();
        string value = values.ToString();
        if (values.Count > 1 || value.Length > MostCharacters || !value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return Refused();
        string token = value[Bearer.Length..].Trim();
        Actor? actor = services.GetService<TokenBook>()?.Find(token)?.Actor;
        if (actor is null && token.StartsWith("eyJ", StringComparison.Ordinal) && services.GetService<OpenIdProvider>() is { } provider)
            actor = await provider.FindAsync(token, Context.RequestAborted).ConfigureAwait(false);
        if (actor is null) return Refused();
        ClaimsPrincipal principal = Identities.Make(actor, Schemes.Token);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Schemes.Token));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private AuthenticateResult Refused()
    {
        signIns.Refused("by a token of a request", RemoteAddress.Of(Context));
        return AuthenticateResult.Fail("the token is not known");
    }
}
