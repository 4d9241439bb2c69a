using System.Security.Claims;

namespace Lad.FactStore.Safety;

/// <summary>What a signed-in person is to the server: a name, a role, and what the session hangs on.</summary>
internal static class Identities
{
    public const string NameClaim = "name";
    public const string RoleClaim = "role";
    private const string Reader = "reader";
    private const string Editor = "editor";

    /// <summary>The roles' names, as in the token file.</summary>
    public static string Name(Role role) => role == Role.Editor ? Editor : Reader;

    /// <summary>Reads a role's name.</summary>
    public static Role? RoleOf(string name) => name.ToLowerInvariant() switch
    {
        Reader => Role.Reader,
        Editor => Role.Editor,
        _ => null,
    };

    /// <summary>A principal for an actor.</summary>
    public static ClaimsPrincipal Make(Actor actor, string scheme, params ReadOnlySpan<Claim> more)
    {
        var identity = new ClaimsIdentity(scheme, NameClaim, RoleClaim);
        identity.AddClaim(new Claim(NameClaim, actor.Name));
        identity.AddClaim(new Claim(RoleClaim, Name(actor.Role)));
        foreach (Claim claim in more) identity.AddClaim(claim);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The actor of a principal; <see langword="null"/> when nobody has signed in.</summary>
    public static Actor? TryRead(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true, Name: { Length: > 0 } name }) return null;
        return principal.FindFirst(RoleClaim)?.Value is { } text && RoleOf(text) is { } role ? new Actor(name, role) : null;
    }
}
