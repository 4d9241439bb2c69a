using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>Holds the one detector in force. A swap is one reference write; readers take the reference once for each batch.</summary>
/// <param name="detector">The first detector, if there is one already.</param>
public sealed class ModelSlot(Detector? detector = null) : IModelsInForce
{
    private volatile ModelSet current = Only(detector);

    /// <summary>The detector in force, <see langword="null"/> while there is none.</summary>
    public Detector? Current => current.Default;

    /// <inheritdoc/>
    public ModelSet InForce => current;

    /// <summary>Puts <paramref name="detector"/> in force for all batches that start from now on.</summary>
    public void Swap(Detector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        current = Only(detector);
    }

    private static ModelSet Only(Detector? detector) => detector is null ? ModelSet.None : new ModelSet(detector, []);
}
