using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Safety;

/// <summary>Who does something.</summary>
/// <param name="Name">As feedback and the audit trail name them; at most 128 characters.</param>
/// <param name="Role">What they may do.</param>
public sealed record Actor(string Name, Role Role)
{
    /// <summary>Who makes a request; only after authentication.</summary>
    public static Actor Of(HttpContext context) => throw new NotImplementedException();
}
