using Lad.FactStore.Models;
using Lad.FactStore.Pages.Shared;

namespace Lad.FactStore.Pages.ModelVersions;

/// <summary>What the page of models shows.</summary>
/// <param name="Viewer">Who looks.</param>
/// <param name="Now">When.</param>
/// <param name="Place">Where models are; <see langword="null"/> when the store was not told of any.</param>
/// <param name="Models">Each model's name, the version in force (<see langword="null"/>: none), and how many versions there are.</param>
/// <param name="Fault">Why they cannot be listed; <see langword="null"/> when they can.</param>
public sealed record ModelsView(Viewer Viewer, DateTimeOffset Now, string? Place, IReadOnlyList<(string Name, ModelVersionView? Current, int Versions)> Models, string? Fault);
