using Lad.Detection;
using Lad.FactStore.Auditing;
using Lad.FactStore.Safety;
using Lad.Pipeline.Models;

namespace Lad.FactStore.Models;

/// <summary>The models and their versions, for people: read through, remembered for a while, rolled back with a trail.</summary>
/// <param name="library">Where they are.</param>
/// <param name="audit">Where rollbacks are entered.</param>
/// <param name="clock">The clock.</param>
public sealed class ModelCatalogue(IModelLibrary library, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Names of the models.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation = default) => throw new NotImplementedException($"{library} {audit} {clock}");

    /// <summary>The versions of a model, the newest first; one that cannot be read has the reason instead of its content.</summary>
    public Task<IReadOnlyList<ModelVersionView>> VersionsAsync(string name, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>One version's content; <see langword="null"/> for the version in force.</summary>
    /// <exception cref="ModelStoreException">There is none, or it was refused.</exception>
    public Task<DetectionModel> ReadAsync(string name, string? version, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Puts an older version in force.</summary>
    public Task<DetectionModel> RollbackAsync(string name, string version, Actor actor, CancellationToken cancellation = default) => throw new NotImplementedException();
}

/// <summary>A version of a model, for people.</summary>
/// <param name="Stored">Where it is.</param>
/// <param name="Metadata">What it says of itself; <see langword="null"/> when it cannot be read.</param>
/// <param name="Threshold">Its threshold; 0 when it cannot be read.</param>
/// <param name="Templates">Its templates; 0 when it cannot be read.</param>
/// <param name="Fault">Why it cannot be read; <see langword="null"/> when it can.</param>
public sealed record ModelVersionView(StoredModel Stored, ModelMetadata? Metadata, double Threshold, int Templates, string? Fault);
