using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>The versions of one model in an <see cref="IModelLibrary"/>.</summary>
public interface IModelHistory : IModelStore
{
    /// <summary>The model's name.</summary>
    string Model { get; }

    /// <summary>Its versions, the newest first.</summary>
    /// <exception cref="ModelStoreException">They cannot be read.</exception>
    ValueTask<IReadOnlyList<StoredModel>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Reads a version, in force or not.</summary>
    /// <exception cref="ModelStoreException">There is no such version, or it was refused.</exception>
    ValueTask<DetectionModel> ReadAsync(string version, CancellationToken cancellation = default);

    /// <summary>Puts an older version in force.</summary>
    /// <param name="version">The version; <see langword="null"/> for the newest that is older than the one in force.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The model that is in force now.</returns>
    /// <exception cref="ModelStoreException">There is no such version, or its snapshot was refused; what is in force stays.</exception>
    ValueTask<DetectionModel> RollbackAsync(string? version = null, CancellationToken cancellation = default);
}
