using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Records;
using Lad.Cli.Terminals;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Hosting;
using Lad.Kafka.Clients;
using Lad.Kafka.Consuming;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Files;
using Lad.Pipeline.Sources.Lines;
using Lad.Pipeline.Sources.MultiLine;

namespace Lad.Cli.FactStore;

/// <summary>Opens what a fact store reads anomalies from.</summary>
internal static class AnomalySource
{
    // A verdict holds its message, escaped, besides its template and its reasons.
    private const int MaxVerdictBytes = 16 << 20;
    private const string SqlitePrefix = "sqlite:";
    private const string Assignment = "partition.assignment.strategy";

    /// <summary>The group in which fact stores read a topic: one of their own, beside the scorers'.</summary>
    public static string Group(KafkaSettings settings) => settings.GroupId + "-factstore";

    /// <summary>Opens it, to go on where the fact store was.</summary>
    /// <exception cref="SourceException">The file cannot be read.</exception>
    public static async Task<IRecordSource> OpenAsync(LadSettings settings, Location from, FactStoreParts parts, Terminal terminal, CancellationToken cancellation)
    {
        if (from.Kind == LocationKind.Kafka) return OfTopic(settings, from, terminal);
        string cursor = CursorOf(parts.Database.Name);
        // A database that was made anew has nothing of what the cursor has passed.
        if (File.Exists(cursor) && (await parts.Archive.ListAsync(new AnomalyQuery { Limit = 1 }, cancellation).ConfigureAwait(false)).Items.Count == 0) File.Delete(cursor);
        var options = FileSourceOptions.Default with
        {
            Follow = true,
            Lines = LineOptions.Default with { MaxRecordBytes = MaxVerdictBytes },
            MultiLine = MultiLineOptions.Off,
            CursorPath = cursor,
        };
        return new FileSource(from.Path, options, terminal.Clock);
    }

    /// <summary>Where the position in a file is kept: beside a database in a file.</summary>
    private static string CursorOf(string database) => database.StartsWith(SqlitePrefix, StringComparison.Ordinal) ? database[SqlitePrefix.Length..] + ".cursor" : Path.Combine(".lad", "factstore.cursor");

    private static KafkaSource OfTopic(LadSettings settings, Location from, Terminal terminal) => new(
        new KafkaSourceOptions
        {
            Client = Alone(settings.Kafka.ToClientOptions(KafkaLines.Of(terminal))),
            Topics = from.Topics,
            GroupId = Group(settings.Kafka),
            Start = SourceStart.StoredOrEarliest,
            DrainDeadline = settings.Kafka.DrainDeadline,
            CommitInterval = settings.Kafka.CommitInterval,
            ReadTraceParent = false,
        },
        terminal.Clock, new TopicObserver(terminal), instrumentation: terminal.Instrumentation);

    // A store shares its topic with nobody for long, so that partitions need not stay where they are; and librdkafka before 2.3 ends the process when a member that assigns them so is closed between
    // joining its group and its first assignment (https://github.com/confluentinc/librdkafka/issues/4312).
    private static KafkaClientOptions Alone(KafkaClientOptions client) => client.Properties.ContainsKey(Assignment)
        ? client
        : client with { Properties = new Dictionary<string, string>(client.Properties) { [Assignment] = "range" } };
}
