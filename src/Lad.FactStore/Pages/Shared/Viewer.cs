using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Who looks at a page.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Edits">Whether they may give feedback and roll back: others see no forms.</param>
/// <param name="SignsOut">Whether they signed in, and so can sign out.</param>
public sealed record Viewer(string Name, bool Edits, bool SignsOut)
{
    /// <summary>Whoever makes a request; only after authentication.</summary>
    public static Viewer Of(HttpContext context)
    {
        var actor = Actor.Of(context);
        return new Viewer(actor.Name, actor.Role == Role.Editor, context.User.Identity?.AuthenticationType == Schemes.Session);
    }
}
