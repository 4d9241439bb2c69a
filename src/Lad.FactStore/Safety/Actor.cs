using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Safety;

/// <summary>Who does something.</summary>
/// <param name="Name">As feedback and the audit trail name them; at most 128 characters.</param>
/// <param name="Role">What they may do.</param>
public sealed record Actor(string Name, Role Role)
{
    internal const int MaxNameLength = 128;

    /// <summary>Who makes a request; only after authentication.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said who they are: the endpoint lacks a policy.</exception>
    public static Actor Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Identities.TryRead(context.User) ?? throw new InvalidOperationException("the request has no actor: its endpoint asks for no policy");
    }
}
