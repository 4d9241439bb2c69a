using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>What a watch saw: a new model in force, or one that was refused.</summary>
/// <param name="Model">The model to take up; <see langword="null"/> when it was refused.</param>
/// <param name="Refused">Why it was refused; <see langword="null"/> when it was not.</param>
public sealed record ModelUpdate(DetectionModel? Model, ModelStoreException? Refused);
