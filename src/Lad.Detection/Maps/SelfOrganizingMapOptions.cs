namespace Lad.Detection.Maps;

/// <summary>Size of a map and how it is trained.</summary>
public sealed record SelfOrganizingMapOptions
{
    /// <summary>The most nodes that <see cref="SizeFromData"/> chooses: 64 x 64.</summary>
    public const int MaxNodesFromData = 4096;

    /// <summary>Rows of the grid, 1 to 512. Default 24.</summary>
    public int Rows { get; init; } = 24;

    /// <summary>Columns of the grid, 1 to 512. Default 24.</summary>
    public int Columns { get; init; } = 24;

    /// <summary>
    /// Whether to choose a square grid from the data in place of <see cref="Rows"/> and <see cref="Columns"/>: twice as many nodes as distinct
    /// vectors, so that each can have its own, at least 8 x 8 and at most 64 x 64. Default no.
    /// </summary>
    public bool SizeFromData { get; init; }

    /// <summary>Epochs of the rough phase, at least 1: the neighbourhood shrinks from half the grid to <see cref="FineRadius"/>. Default 20.</summary>
    public int RoughEpochs { get; init; } = 20;

    /// <summary>Epochs of the fine phase, at least 1: the neighbourhood shrinks from <see cref="FineRadius"/> to <see cref="FinalRadius"/>. Default 30.</summary>
    public int FineEpochs { get; init; } = 30;

    /// <summary>
    /// How often a vector is shown to the map, in both phases together: so many epochs as that makes, two rough ones for three fine ones, at least one of each and at most <see cref="MaxEpochs"/>.
    /// 0, the default: <see cref="RoughEpochs"/> and <see cref="FineEpochs"/>.
    /// </summary>
    public long Iterations { get; init; }

    /// <summary>The most epochs that <see cref="Iterations"/> makes; a map has long settled then.</summary>
    public const int MaxEpochs = 1000;

    /// <summary>Standard deviation of the neighbourhood, in nodes, where the fine phase begins; at least <see cref="FinalRadius"/>. Default 2.</summary>
    public double FineRadius { get; init; } = 2;

    /// <summary>Standard deviation of the neighbourhood, in nodes, where training ends; above 0. Default 0.3.</summary>
    public double FinalRadius { get; init; } = 0.3;

    /// <summary>The epochs of both phases.</summary>
    /// <param name="vectors">Training vectors, at least one; an epoch shows each once.</param>
    public (int Rough, int Fine) Epochs(int vectors)
    {
        if (Iterations == 0) return (RoughEpochs, FineEpochs);
        int epochs = (int)Math.Clamp(((Iterations - 1) / vectors) + 1, 2, MaxEpochs);
        int rough = Math.Max(1, epochs * 2 / 5);
        return (rough, epochs - rough);
    }

    /// <summary>What is wrong with these options, every fault at once; empty when they are right.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Rows is < 1 or > 512) faults.Add($"Rows must be 1 to 512, not {Rows}.");
        if (Columns is < 1 or > 512) faults.Add($"Columns must be 1 to 512, not {Columns}.");
        if (RoughEpochs < 1) faults.Add($"RoughEpochs must be at least 1, not {RoughEpochs}.");
        if (FineEpochs < 1) faults.Add($"FineEpochs must be at least 1, not {FineEpochs}.");
        if (Iterations < 0) faults.Add($"Iterations must be at least 0, not {Iterations}.");
        if (!(FinalRadius > 0)) faults.Add($"FinalRadius must be above 0, not {FinalRadius}.");
        if (!(FineRadius >= FinalRadius)) faults.Add($"FineRadius must be at least FinalRadius, not {FineRadius}.");
        return faults;
    }
}
