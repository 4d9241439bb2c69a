namespace Lad.Cli.Health;

/// <summary>The parts of a service that must be there before it is ready.</summary>
internal enum HealthPart
{
    /// <summary>What is scored with.</summary>
    Model,

    /// <summary>What people said.</summary>
    Feedback,

    /// <summary>What is read.</summary>
    Input,

    /// <summary>Where a fact store keeps what it has.</summary>
    Database,

    /// <summary>Where a fact store publishes what people said.</summary>
    Publisher,
}
