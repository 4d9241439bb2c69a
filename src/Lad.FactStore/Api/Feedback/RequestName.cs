using System.Security.Cryptography;
using System.Text;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Api.Feedback;

/// <summary>What callers call their requests (the header <c>Idempotency-Key</c>): the same name from the same caller makes a statement once.</summary>
internal static class RequestName
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    private const int Longest = 128;

    /// <summary>The name that the ledger knows the request by; empty when the caller gave none.</summary>
    public static string Of(HttpContext context, Actor actor)
    {
        if (!context.Request.Headers.TryGetValue(Header, out Microsoft.Extensions.Primitives.StringValues values)) return "";
        string key = values.Count == 1 ? values[0] ?? "" : "";
        if (key.Length is 0 or > Longest || key.Any(letter => letter is < '!' or > '~')) throw ProblemException.Malformed(Header, $"must have 1 to {Longest} visible ASCII characters");
        return Hash(actor, key);
    }

    /// <summary>Callers share no names: one must not get another's statement for an answer.</summary>
    public static string Hash(Actor actor, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.Name}\n{key}")));
}
