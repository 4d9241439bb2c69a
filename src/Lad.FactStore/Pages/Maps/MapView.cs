using Lad.FactStore.Anomalies;
using Lad.FactStore.Models;
using Lad.FactStore.Pages.Shared;

namespace Lad.FactStore.Pages.Maps;

/// <summary>What the page of a map shows.</summary>
/// <param name="Viewer">Who looks.</param>
/// <param name="Now">When.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Map">The map.</param>
/// <param name="Units">Where anomalies fell.</param>
/// <param name="Span">How far back they are counted.</param>
public sealed record MapView(Viewer Viewer, DateTimeOffset Now, string Name, ModelMap Map, IReadOnlyList<UnitCount> Units, LookBack Span)
{
    /// <summary>The page's address.</summary>
    public string Address => $"/models/{Uri.EscapeDataString(Name)}/map";
}
