using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Safety;

/// <summary>Who enters, and what they may do.</summary>
internal static class SafetyServices
{
    /// <summary>Adds authentication and the policies of <see cref="Policies"/>.</summary>
    public static void Add(IServiceCollection services, FactStoreOptions options)
    {
        services.AddAntiforgery();
        services.AddAuthentication(LocalUserHandler.Name).AddScheme<AuthenticationSchemeOptions, LocalUserHandler>(LocalUserHandler.Name, null);
        AuthorizationPolicy reads = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Identities.Name(Role.Reader), Identities.Name(Role.Editor)).Build();
        AuthorizationPolicy edits = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Identities.Name(Role.Editor)).Build();
        // An endpoint that forgot to ask for a policy is not open to all.
        services.AddAuthorizationBuilder().AddPolicy(Policies.Reads, reads).AddPolicy(Policies.Edits, edits).SetFallbackPolicy(reads).SetDefaultPolicy(reads);
    }
}
