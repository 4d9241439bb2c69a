namespace Lad.Containers.Tests.Composed;

/// <summary>What the program runs between: brokers, an index, and Connect from one to the other.</summary>
internal interface IPlant : IAsyncDisposable
{
    /// <summary>The brokers, for the tests.</summary>
    string Brokers { get; }

    /// <summary>Elasticsearch, for the tests.</summary>
    Uri Nodes { get; }

    /// <summary>Kafka Connect, for the tests.</summary>
    Uri Connect { get; }

    /// <summary>The brokers, for the program.</summary>
    string BrokersOfLad { get; }

    /// <summary>Elasticsearch, for the program.</summary>
    Uri NodesOfLad { get; }

    /// <summary>Whether the broker finds the first offset of a time.</summary>
    bool FindsOffsetsByTime { get; }

    /// <summary>How long any one step may take.</summary>
    TimeSpan Patience { get; }

    /// <summary>Runs the program.</summary>
    ILadStarter Lad { get; }

    /// <summary>Makes the topics in another way than by the program; <see langword="false"/>: the program can.</summary>
    Task<bool> MakeTopicsAsync();

    /// <summary>What the servers wrote, by their names.</summary>
    Task<IReadOnlyDictionary<string, string>> LogsAsync();
}
