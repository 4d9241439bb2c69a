using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Safety;

/// <summary>Where someone wanted to go before they had to sign in: a path of this server or nothing.</summary>
internal static class ReturnPath
{
    private const int MostCharacters = 512;

    // No backslash, blank or control character: browsers mend those into something else.
    private static readonly SearchValues<char> allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~%?&=:,+@");

    /// <summary>The path when it leads to a page of this server; the first page otherwise.</summary>
    public static string Of(string? path) => path is not null && IsOwn(path) ? path : "/";

    /// <summary>The page that a request asks for. Of a predecessor's link that is too long or says what no address should, what it is about stays, without the message: the anomaly itself has it.</summary>
    public static string Of(HttpRequest request)
    {
        string path = Of(request.Path.ToUriComponent() + request.QueryString.ToUriComponent());
        return path == "/" && request.Path == "/" && request.Query["lad_id"] is { Count: 1 } id
            ? Of($"/?lad_id={Uri.EscapeDataString(id.ToString())}&is_anomaly={Uri.EscapeDataString(request.Query["is_anomaly"].ToString())}")
            : path;
    }

    private static bool IsOwn(string path) =>
        path.Length is > 0 and <= MostCharacters && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && !path.AsSpan().ContainsAnyExcept(allowed)
        && !path.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase) && !path.StartsWith("/api", StringComparison.OrdinalIgnoreCase);
}
