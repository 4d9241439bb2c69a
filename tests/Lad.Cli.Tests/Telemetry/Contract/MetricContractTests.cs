using System.Collections;
using Confluent.Kafka;
using Lad.Cli.Telemetry.Reading;
using Lad.Elasticsearch.StandIn;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Cli.Tests.Telemetry.Contract;

public sealed class MetricContractTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // Rows that are not exported yet; each that is must go from here.
    private static readonly string[] Pending = [];

    // Labels that only some samples of a row have: of faults, and of requests for nothing that there is.
    private static readonly string[] Rare = ["error_type", "http_route"];
    private static readonly string[] Owned = ["lad_", "messaging_", "process_", "aiops_", "http_", "target_"];
    private readonly TemporaryDirectory directory = new();
    private readonly SortedDictionary<string, Exported> exported = new(StringComparer.Ordinal);

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task What_is_exported_is_what_the_table_says_by_name_type_and_labels()
    {
        IReadOnlyList<MetricRow> rows = MetricRow.All();
        await using var broker = new MockCluster(1);
        await using StandInServer server = await StandInServer.StartAsync();
        MeasuredCommand[] commands = await StartAsync(broker, server);
        try
        {
            long start = TimeProvider.System.GetTimestamp();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
            do
            {
                foreach (MeasuredCommand command in commands)
                {
                    Assert.False(command.HasEnded, command.Said);
                    await command.VisitAsync("/api/v1/groups");
                    Take(await command.ScrapeAsync());
                }
            }
            while (Faults(rows).Any() && TimeProvider.System.GetElapsedTime(start) < Patience && await timer.WaitForNextTickAsync());

            Assert.True(!Faults(rows).Any(), string.Join('\n', Faults(rows).Concat(commands.Select(command => command.Said))));
        }
        finally
        {
            foreach (MeasuredCommand command in commands) await command.DisposeAsync();
        }
    }

    private async Task<MeasuredCommand[]> StartAsync(MockCluster broker, StandInServer server)
    {
        string[] topics = ["lad.logs", "lad.scored", "lad.anomalies", "lad.models", "lad.feedback", "lad.logs.dlq"];
        foreach (string topic in topics) await broker.CreateTopicAsync(topic, 1);
        string log = directory.Write("app.log", string.Concat(Enumerable.Range(0, 600).Select(i => $"job {i} of shop started on host-{i % 5} with {i % 7} workers\n")));
        CommandLineResult trained = await CommandLine.RunAsync("train", "--from", "file:" + log, "--model", "models:" + directory.PathTo("models"), "--map", "4x4");
        Assert.True(trained.ExitCode == 0, trained.Error);
        using (IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build())
        {
            foreach (string line in File.ReadLines(log).Append("a line like none before it")) producer.Produce("lad.logs", new Message<byte[], byte[]> { Value = System.Text.Encoding.UTF8.GetBytes(line) });
            producer.Flush(Patience);
        }
        string kafka = broker.BootstrapServers;
        return
        [
            new MeasuredCommand(Variables(), "scorer", "--brokers", kafka, "--from", "kafka:lad.logs", "--model", "models:" + directory.PathTo("models")),
            new MeasuredCommand(Variables(), "trainer", "--brokers", kafka, "--from", "kafka:lad.logs", "--model", "models:" + directory.PathTo("trained"), "--min-records", "200", "--map", "4x4", "--every", "1s", "--window", "0s"),
            new MeasuredCommand(Variables(), "factstore", "--brokers", kafka, "--db", directory.PathTo("facts.db"), "--listen", "127.0.0.1:0"),
            new MeasuredCommand(Variables(), "run", "--from", "file:" + log, "--model", "models:" + directory.PathTo("run"), "--to", "es:", "--nodes", server.Urls[0].ToString()),
            new MeasuredCommand(Variables(), "score", "--follow", "--from", "es:logs-*", "--model", "models:" + directory.PathTo("models"), "--to", "file:" + directory.PathTo("scored.jsonl"), "--nodes", server.Urls[0].ToString()),
        ];
    }

    private static Hashtable Variables() => new() { ["Lad__Telemetry__PredecessorNames"] = "true", ["Lad__Training__MapSize"] = "4x4" };

    private void Take(Exposition scraped)
    {
        foreach (MetricFamily family in scraped.Families.Where(family => Owned.Any(prefix => family.Name.StartsWith(prefix, StringComparison.Ordinal))))
        {
            if (!exported.TryGetValue(family.Name, out Exported? known)) exported.Add(family.Name, known = new Exported(family.Kind));
            known.Labels.UnionWith(family.Samples.SelectMany(sample => sample.Labels).Select(label => label.Name).Where(name => name != "le" || family.Kind != MetricKind.Histogram));
        }
    }

    private IEnumerable<string> Faults(IReadOnlyList<MetricRow> rows)
    {
        foreach (string name in exported.Keys.Except(rows.Select(row => row.Name))) yield return $"{name} is exported, and has no row";
        foreach (string name in Pending.Except(rows.Select(row => row.Name))) yield return $"{name} is pending, and has no row";
        foreach (MetricRow row in rows)
        {
            if (!exported.TryGetValue(row.Name, out Exported? found))
            {
                if (!Pending.Contains(row.Name)) yield return $"{row.Name} has a row, and nobody exports it";
                continue;
            }
            if (Pending.Contains(row.Name)) yield return $"{row.Name} is exported: it is pending no more";
            if (!found.Kind.ToString().Equals(row.Type, StringComparison.OrdinalIgnoreCase)) yield return $"{row.Name} is a {row.Type} by its row, and a {found.Kind} as exported";
            foreach (string label in found.Labels.Except(row.Labels)) yield return $"{row.Name} has the label {label}, and its row has not";
            foreach (string label in row.Labels.Except(found.Labels).Except(Rare)) yield return $"{row.Name} has the label {label} in its row only";
        }
    }

    private sealed record Exported(MetricKind Kind)
    {
        public HashSet<string> Labels { get; } = new(StringComparer.Ordinal);
    }
}
