using Lad.Detection.Comparing;
using Lad.FactStore.Models;
using Lad.FactStore.Pages.Shared;

namespace Lad.FactStore.Pages.ModelVersions;

/// <summary>What the page of one model shows.</summary>
public sealed record ModelView
{
    /// <summary>Who looks.</summary>
    public required Viewer Viewer { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its versions, the newest first.</summary>
    public required IReadOnlyList<ModelVersionView> Versions { get; init; }

    /// <summary>The version that is looked at.</summary>
    public required ModelVersionView Shown { get; init; }

    /// <summary>What differs between it and the version before; <see langword="null"/> when there is none before, or one of them cannot be read.</summary>
    public ModelComparison? Difference { get; init; }

    /// <summary>The version that was just put in force by hand; <see langword="null"/> when none was.</summary>
    public string? RolledBackTo { get; init; }

    /// <summary>The page's address.</summary>
    public string Address => $"/models/{Uri.EscapeDataString(Name)}";

    /// <summary>The page's address with another version.</summary>
    public string Of(ModelVersionView version) => $"{Address}?version={Uri.EscapeDataString(version.Stored.Version)}";
}
