using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Safety;

/// <summary>Who enters, and what they may do.</summary>
internal static class SafetyServices
{
    /// <summary>Adds authentication, forms' tokens and the policies of <see cref="Policies"/>.</summary>
    public static void Add(IServiceCollection services, FactStoreOptions options, FactStoreParts parts)
    {
        TimeProvider clock = parts.Clock;
        services.AddSingleton<OwnNames>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<SignInAllowance>();
        if (options.TokenFile.Length > 0) services.AddSingleton(new TokenBook(options.TokenFile, clock, options.Log.CreateLogger(HostEvents.Category).TokensNoted));
        if (options.OpenId is not null) services.AddSingleton<OpenIdProvider>().AddSingleton(new RedeemedAttempts(clock));
        ProtectionKeys.Add(services, options, parts.Database);
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = CookieNames.Of(options, "form");
            forms.Cookie.HttpOnly = true;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            forms.Cookie.Path = "/";
            forms.SuppressXFrameOptionsHeader = true;
        });
        AddAuthentication(services, options, clock);
        AuthorizationPolicy reads = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Identities.Name(Role.Reader), Identities.Name(Role.Editor)).Build();
        AuthorizationPolicy edits = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Identities.Name(Role.Editor)).Build();
        // An endpoint that forgot to ask for a policy is not open to all.
        services.AddAuthorizationBuilder().AddPolicy(Policies.Reads, reads).AddPolicy(Policies.Edits, edits).SetFallbackPolicy(reads).SetDefaultPolicy(reads);
    }

    private static void AddAuthentication(IServiceCollection services, FactStoreOptions options, TimeProvider clock)
    {
        if (!options.RequiresSignIn)
        {
            services.AddAuthentication(Schemes.Local).AddScheme<AuthenticationSchemeOptions, LocalUserHandler>(Schemes.Local, null);
            return;
        }
        services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, any => any.ForwardDefaultSelector = context => context.Request.Headers.Authorization.Count > 0 ? Schemes.Token : Schemes.Session)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(Schemes.Token, null)
            .AddCookie(Schemes.Session, cookie => Sessions.Configure(cookie, options, clock));
    }
}
