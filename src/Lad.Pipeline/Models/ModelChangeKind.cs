namespace Lad.Pipeline.Models;

/// <summary>What happened to a model.</summary>
public enum ModelChangeKind
{
    /// <summary>A version came into force.</summary>
    InForce,

    /// <summary>The model was removed: nothing is in force under its name.</summary>
    Removed,

    /// <summary>A version was refused; what was in force under its name stays.</summary>
    Refused,

    /// <summary>All that was there when the watch began has been told. Comes once.</summary>
    CaughtUp,

    /// <summary>The place cannot be read for now; the watch goes on, and what is in force stays.</summary>
    Interrupted,
}
