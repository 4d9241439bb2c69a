namespace Lad.Cli.Logging;

/// <summary>Whose diagnostics they are: a category a capability. Each has its own hundreds of event ids; docs/logs.md lists them.</summary>
internal static class LogCategory
{
    /// <summary>The process: how it ends, 1000 to 1099.</summary>
    public const string Process = "Lad.Process";

    /// <summary>Probes, 1100 to 1199.</summary>
    public const string Health = "Lad.Health";

    /// <summary>What is scored and delivered, 2000 to 2099.</summary>
    public const string Scoring = "Lad.Scoring";

    /// <summary>Models in force, 2100 to 2199.</summary>
    public const string Models = "Lad.Models";

    /// <summary>Learning, 3000 to 3099.</summary>
    public const string Training = "Lad.Training";

    /// <summary>What people said, 4000 to 4099.</summary>
    public const string Feedback = "Lad.Feedback";

    /// <summary>The fact store, 5000 to 5999, and its API, 6000 to 6999.</summary>
    public const string FactStore = "Lad.FactStore";

    /// <summary>Topics, 7000 to 7099, and Kafka's client, 7100 to 7199.</summary>
    public const string Kafka = "Lad.Kafka";

    /// <summary>Clusters, 8000 to 8099.</summary>
    public const string Elasticsearch = "Lad.Elasticsearch";
}
