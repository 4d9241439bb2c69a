namespace Lad.Pipeline.Models;

/// <summary>What a <see cref="ModelRouter"/> may hold.</summary>
public sealed record ModelRouterOptions
{
    /// <summary>
    /// Bytes that all models together may take, as <see cref="Lad.Detection.DetectionModel.EstimatedBytes"/> counts them, at least 1 MiB. Default 512 MiB. While a model is replaced its
    /// old version is there as well until the last batch is done with it.
    /// </summary>
    public long MaxBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate() =>
        MaxBytes >= 1024 * 1024 ? [] : [$"MaxBytes is {MaxBytes}: models need at least 1048576 bytes."];
}
