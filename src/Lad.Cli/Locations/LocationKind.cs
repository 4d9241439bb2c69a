namespace Lad.Cli.Locations;

/// <summary>What kind of place a location names.</summary>
public enum LocationKind
{
    /// <summary>Standard input or output: <c>-</c>.</summary>
    Standard,

    /// <summary>A file: <c>file:app.log</c>, or the bare path.</summary>
    File,

    /// <summary>A directory of log files: <c>dir:logs/</c>.</summary>
    Directory,

    /// <summary>A directory of snapshots: <c>models:.lad/models</c>.</summary>
    Models,

    /// <summary>Topics of Kafka: <c>kafka:lad.logs</c>, several separated by commas.</summary>
    Kafka,

    /// <summary>Elasticsearch: <c>es:logs-*</c>; a source names indices, aliases, data streams and patterns, an output one data stream or index, or none for the usual ones.</summary>
    Elasticsearch,
}
