using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Lad.Cli.Tests.Deployment;

public sealed class ConnectorTests : IDisposable
{
    private static readonly string Text = File.ReadAllText(RepositoryRoot.PathTo("config", "connect-elasticsearch.json"));
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void The_scored_topic_s_name_stands_for_all_that_another_topic_needs_different()
    {
        Dictionary<string, string> anomalies = Read(Text.Replace("lad.scored", "lad.anomalies", StringComparison.Ordinal));

        Assert.Equal(["data.stream.dataset", "errors.deadletterqueue.topic.name", "topics"], anomalies.Where(property => property.Value != Read(Text)[property.Key]).Select(property => property.Key).Order());
        Assert.Equal("lad.anomalies", anomalies["topics"]);
        Assert.Equal("lad.anomalies", anomalies["data.stream.dataset"]);
        Assert.Equal("lad.anomalies.connect.dlq", anomalies["errors.deadletterqueue.topic.name"]);
    }

    /// <summary>What the connector itself refuses, and what would end its task at the first bad record.</summary>
    [Fact]
    public void It_is_a_configuration_that_the_connector_takes_and_that_one_bad_record_does_not_stop()
    {
        Dictionary<string, string> connector = Read(Text);

        Assert.Equal("insert", connector["write.method"]);
        Assert.NotEqual("delete", connector["behavior.on.null.values"]);
        Assert.Equal("false", connector["key.ignore"]);
        Assert.True(Number("max.buffered.records") >= Number("batch.size") * Number("max.in.flight.requests"));
        Assert.True(Number("linger.ms") <= Number("flush.timeout.ms"));
        Assert.Equal("all", connector["errors.tolerance"]);
        Assert.Equal("warn", connector["behavior.on.malformed.documents"]);
        Assert.Equal("true", connector["drop.invalid.message"]);
        Assert.All(connector["transforms"].Split(','), name => Assert.Contains($"transforms.{name}.type", connector));

        int Number(string name) => int.Parse(connector[name], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_transforms_find_the_event_id_and_the_time_in_a_record_that_lad_writes()
    {
        Dictionary<string, string> connector = Read(Text);
        string log = directory.Write("app.log", string.Concat(Enumerable.Range(0, 500).Select(static i => $"2026-01-01T00:00:00Z INFO job {i} started on host-{i % 7}\n")));
        string model = "models:" + directory.PathTo("models");
        await CommandLine.RunAsync(new Hashtable(), "", "train", "--from", "file:" + log, "--model", model);
        CommandLineResult scored = await CommandLine.RunAsync(new Hashtable(), "", "score", "--from", "file:" + log, "--model", model);

        string[] ids = [.. scored.Output.TrimEnd().Split('\n').Select(line => DocumentId(connector, JsonDocument.Parse(line).RootElement))];

        Assert.Equal(500, ids.Length);
        Assert.Equal(500, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id.Length, 1, 512));
    }

    /// <summary>As Connect does it: ValueToKey makes a key of one member of the value, each ExtractField goes one member deeper.</summary>
    private static string DocumentId(Dictionary<string, string> connector, JsonElement value)
    {
        Assert.Equal(JsonValueKind.String, value.GetProperty(connector["data.stream.timestamp.field"]).ValueKind);
        JsonElement key = default;
        foreach (string name in connector["transforms"].Split(','))
        {
            key = connector[$"transforms.{name}.type"] switch
            {
                "org.apache.kafka.connect.transforms.ValueToKey" => JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement>
                {
                    [connector[$"transforms.{name}.fields"]] = value.GetProperty(connector[$"transforms.{name}.fields"]),
                }),
                "org.apache.kafka.connect.transforms.ExtractField$Key" => key.GetProperty(connector[$"transforms.{name}.field"]),
                string other => throw new InvalidOperationException($"This test does not know {other}."),
            };
        }
        return key.GetString()!;
    }

    private static Dictionary<string, string> Read(string text) => JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
}
