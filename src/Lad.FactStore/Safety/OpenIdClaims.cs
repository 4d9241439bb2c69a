using System.Text.Json;
using Lad.FactStore.Pages.Shared;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lad.FactStore.Safety;

/// <summary>What a token says of a person.</summary>
internal static class OpenIdClaims
{
    /// <summary>The person's name and role; <see langword="null"/> when they have no role here.</summary>
    public static Actor? Read(JsonWebToken token, OpenIdOptions options)
    {
        using JsonDocument payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        if (Name(payload.RootElement) is not { } name) return null;
        HashSet<string> roles = [.. Texts(Find(payload.RootElement, options.RoleClaim))];
        if (roles.Contains(options.EditorRole)) return new Actor(name, Role.Editor);
        return options.ReaderRole.Length == 0 || roles.Contains(options.ReaderRole) ? new Actor(name, Role.Reader) : null;
    }

    private static string? Name(JsonElement claims)
    {
        foreach (string claim in (string[])["preferred_username", "email", "sub"])
            if (Find(claims, claim) is { ValueKind: JsonValueKind.String } value && value.GetString()!.Trim() is { Length: > 0 } name) return Bounded(VisibleText.Plain(name, Actor.MaxNameLength));
        return null;
    }

    private static string Bounded(string name) => name.Length <= Actor.MaxNameLength ? name : name[..Actor.MaxNameLength];

    // A claim's own name may have dots in it; only when there is none of that name is it a path.
    private static JsonElement? Find(JsonElement claims, string path)
    {
        if (claims.TryGetProperty(path, out JsonElement found)) return found;
        JsonElement place = claims;
        foreach (string step in path.Split('.'))
            if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(step, out place)) return null;
        return place;
    }

    private static IEnumerable<string> Texts(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };
}
