using System.Text.Encodings.Web;
using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lad.FactStore.Safety;

/// <summary>Where nobody signs in: everyone on this machine is an editor, named after the user whose process this is.</summary>
internal sealed class LocalUserHandler(FactStoreOptions store, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(Identities.Make(new Actor(store.LocalUser, Role.Editor), Schemes.Local), Schemes.Local)));
}
