namespace Lad.Pipeline.Models;

/// <summary>The models that a graph scores with.</summary>
public interface IModelsInForce
{
    /// <summary>The models in force now. A graph takes it once for each batch: what comes into force meanwhile holds from the next batch on.</summary>
    ModelSet InForce { get; }
}
