using System.Globalization;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Connect;

/// <summary>The Kafka Connect that comes with <see cref="RealKafka"/>, as one worker that copies a topic's values to a file, a line each.</summary>
internal sealed class RealConnect : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo root;
    private readonly KafkaProgram worker;

    private RealConnect(DirectoryInfo root, KafkaProgram worker)
    {
        this.root = root;
        this.worker = worker;
    }

    private string Output => Path.Combine(root.FullName, "lines.jsonl");

    public static RealConnect Start(RealKafka broker, string topic)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("lad-connect-");
        DirectoryInfo directory = root.CreateSubdirectory("worker");
        string settings = Path.Combine(directory.FullName, "worker.properties"), connector = Path.Combine(directory.FullName, "connector.properties");
        File.WriteAllText(settings, string.Create(CultureInfo.InvariantCulture, $"""
            bootstrap.servers={broker.BootstrapServers}
            key.converter=org.apache.kafka.connect.storage.StringConverter
            value.converter=org.apache.kafka.connect.storage.StringConverter
            internal.key.converter=org.apache.kafka.connect.json.JsonConverter
            internal.value.converter=org.apache.kafka.connect.json.JsonConverter
            internal.key.converter.schemas.enable=false
            internal.value.converter.schemas.enable=false
            offset.storage.file.filename={directory.FullName}/offsets
            offset.flush.interval.ms=500
            rest.host.name=127.0.0.1
            rest.port={RealKafka.FreePort()}
            """));
        File.WriteAllText(connector, $"""
            name=verdicts-to-file
            connector.class=org.apache.kafka.connect.file.FileStreamSinkConnector
            tasks.max=1
            topics={topic}
            file={Path.Combine(root.FullName, "lines.jsonl")}
            """);
        return new RealConnect(root, KafkaProgram.Start(directory.FullName, ["-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"], "org.apache.kafka.connect.cli.ConnectStandalone", settings, connector));
    }

    /// <summary>Waits until so many lines are written, and gives them.</summary>
    public async Task<string[]> LinesAsync(int count)
    {
        for (DateTime end = DateTime.UtcNow + Patience; ;)
        {
            // What follows the last line feed is still being written.
            string[] lines = File.Exists(Output) ? (await File.ReadAllTextAsync(Output)).Split('\n')[..^1] : [];
            if (lines.Length >= count) return lines;
            if (worker.HasEnded) throw new InvalidOperationException($"Connect ended: {worker.Log()}");
            if (DateTime.UtcNow > end) throw new TimeoutException($"Connect wrote {lines.Length} of {count} lines within {Patience}: {worker.Log()}");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        root.Refresh();
        if (root.Exists) root.Delete(recursive: true);
    }
}
