namespace Lad.FactStore.Pages.Shared;

/// <summary>Who looks at a page.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Edits">Whether they may give feedback and roll back: others see no forms.</param>
/// <param name="SignsOut">Whether they signed in, and so can sign out.</param>
public sealed record Viewer(string Name, bool Edits, bool SignsOut);
