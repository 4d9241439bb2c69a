using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lad.Detection.Explaining;
using Lad.Detection.Parsing;
using Lad.Elasticsearch.Setup;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Tests.Sinks;

namespace Lad.Elasticsearch.Tests.Setup;

public sealed class MappingTests
{
    private const RecordFlags AllFlags = RecordFlags.Truncated | RecordFlags.ClockAdjusted | RecordFlags.NotUtf8 | RecordFlags.MultiLine;

    public static TheoryData<string> Files => [VerdictTemplate.Scored, VerdictTemplate.Anomaly];

    [Theory]
    [MemberData(nameof(Files))]
    public void Whatever_a_scored_record_holds_has_a_type_that_fits(string file)
    {
        JsonObject mapping = VerdictTemplate.Read(file)["template"]!["mappings"]!.AsObject();
        var seen = new HashSet<string>();

        foreach (string record in Records())
        {
            using JsonDocument document = JsonDocument.Parse(record);
            AssertMapped(document.RootElement, mapping, "", seen);
        }

        // What a record never held would be a mapping that nothing holds to be right.
        string[] others = ["data_stream.dataset", "data_stream.namespace", "data_stream.type", "ecs.version", "event.ingested", "labels"];
        Assert.Equal(Leaves(mapping, "").Except(others).Order(), seen.Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_not_mapped_is_refused_at_the_root_and_below_lad(string file)
    {
        JsonObject mapping = VerdictTemplate.Read(file)["template"]!["mappings"]!.AsObject();

        Assert.Equal("strict", mapping["dynamic"]!.GetValue<string>());
        Assert.All(Objects(mapping["properties"]!["lad"]!.AsObject()), below => Assert.Equal("strict", below["dynamic"]!.GetValue<string>()));
        Assert.Equal("flattened", mapping["properties"]!["labels"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public void Both_templates_map_alike_and_win_over_the_built_in_one()
    {
        JsonObject scored = VerdictTemplate.Read(VerdictTemplate.Scored);
        JsonObject anomaly = VerdictTemplate.Read(VerdictTemplate.Anomaly);

        Assert.Equal(scored.ToJsonString().Replace("lad.scored", "lad.anomaly", StringComparison.Ordinal), anomaly.ToJsonString());
        Assert.True(scored["priority"]!.GetValue<int>() > 100);
        Assert.Equal("""["logs-lad.scored-*"]""", scored["index_patterns"]!.ToJsonString());
    }

    private static string[] Records()
    {
        var batch = new ScoredBatch();
        batch.Add("started").Add("boom", score: 0.999, service: "shop", level: Severity.Error, flags: AllFlags, traceParent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").Add("bang", score: 0.999);
        RecordBatch records = batch.Batch;
        records.Assessments[1].IsTruncated = true;
        records.Suppressions[2] = Suppression.Snooze;
        records.Statements[2] = 7;
        records.Explain(2, new Explanation { Reasons = [], Words = [], NovelWords = [], NearestTemplate = null, Percentile = 0.5 });
        foreach (Severity level in Enum.GetValues<Severity>()) batch.Add("level", level: level);
        var output = new OutputBuffer();
        var writer = new ScoredRecordWriter();
        for (int i = 0; i < records.Count; i++)
        {
            Assert.True(writer.TryWriteObject(records, i, output));
            output.Append((byte)'\n');
        }
        return Encoding.UTF8.GetString(output.Written.Span).TrimEnd().Split('\n');
    }

    private static void AssertMapped(JsonElement value, JsonObject mapping, string path, HashSet<string> seen)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement element in value.EnumerateArray()) AssertMapped(element, mapping, path, seen);
        }
        else if (mapping["properties"] is JsonObject fields)
        {
            Assert.Equal(JsonValueKind.Object, value.ValueKind);
            foreach (JsonProperty member in value.EnumerateObject())
            {
                Assert.True(fields.ContainsKey(member.Name), $"{path}{member.Name} is not mapped");
                AssertMapped(member.Value, fields[member.Name]!.AsObject(), $"{path}{member.Name}.", seen);
            }
        }
        else
        {
            Assert.True(Fits(value, mapping["type"]!.GetValue<string>()), $"{path} is {value.GetRawText()}, which does not fit {mapping["type"]}");
            seen.Add(path.TrimEnd('.'));
        }
    }

    private static bool Fits(JsonElement value, string type) => type switch
    {
        "date" => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.TryGetInt32(out _),
        "long" => value.TryGetInt64(out _),
        "float" or "double" => value.ValueKind == JsonValueKind.Number,
        "keyword" or "match_only_text" or "constant_keyword" => value.ValueKind == JsonValueKind.String,
        _ => false,
    };

    private static IEnumerable<string> Leaves(JsonObject mapping, string path) => mapping["properties"] is JsonObject fields
        ? fields.SelectMany(field => Leaves(field.Value!.AsObject(), $"{path}{field.Key}."))
        : [path.TrimEnd('.')];

    private static IEnumerable<JsonObject> Objects(JsonObject mapping) => mapping["properties"] is JsonObject fields
        ? fields.SelectMany(field => Objects(field.Value!.AsObject())).Prepend(mapping)
        : [];
}
