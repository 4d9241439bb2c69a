namespace Lad.FactStore.Safety;

/// <summary>The provider that people sign in at, and how its tokens say what they may do.</summary>
public sealed record OpenIdOptions
{
    /// <summary>The issuer, such as <c>https://login.example.org/realms/ops</c>; its discovery document is under <c>/.well-known/openid-configuration</c>.</summary>
    public required Uri Authority { get; init; }

    /// <summary>The name this store has there.</summary>
    public required string ClientId { get; init; }

    /// <summary>The store's secret there; empty for a public client, which PKCE protects alone.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>The claim that holds roles: one text, a list, or a path into objects such as <c>realm_access.roles</c>.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>The role of those who give feedback.</summary>
    public string EditorRole { get; init; } = "lad-editor";

    /// <summary>The role of those who look on; empty: everyone whom the provider lets in.</summary>
    public string ReaderRole { get; init; } = "lad-reader";

    /// <summary>What is asked of the provider besides <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile", "email"];
}
