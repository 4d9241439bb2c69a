using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>What a watch of all models saw.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Name">The model's name; empty when it happened to no model in particular.</param>
/// <param name="Model">The model to take up, of <see cref="ModelChangeKind.InForce"/>; <see langword="null"/> for other kinds.</param>
/// <param name="Fault">Why, of <see cref="ModelChangeKind.Refused"/> and <see cref="ModelChangeKind.Interrupted"/>; <see langword="null"/> for other kinds.</param>
public sealed record ModelChange(ModelChangeKind Kind, string Name, DetectionModel? Model = null, ModelStoreException? Fault = null);
