namespace Lad.FactStore.Api.Models;

/// <summary>Which version shall be in force.</summary>
/// <param name="Version">The version.</param>
public sealed record RollbackRequest(string? Version);
