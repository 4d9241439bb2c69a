namespace Lad.FactStore.Api.Models;

/// <summary>A model.</summary>
/// <param name="Name">Its name: <c>default</c>, or the service it was trained for.</param>
/// <param name="InForce">The version in force; absent when none is.</param>
/// <param name="Versions">How many versions there are.</param>
public sealed record ModelAnswer(string Name, string? InForce, int Versions);
