using System.Text;
using Lad.Detection;
using Lad.Kafka.Models;
using Lad.Pipeline.Models;
using static Lad.Kafka.Tests.Models.Publications;

namespace Lad.Kafka.Tests.Models;

public class ModelIndexTests
{
    private static readonly DetectionModel Model = Large("v1");

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":2}""")]
    [InlineData("""{"format":1,"model":"other","current":"v1","published":"2026-01-01T00:00:00Z","versions":[]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"2026-01-01T00:00:00Z","versions":[]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v2","published":"2026-01-01T00:00:00Z","versions":[VERSION]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"2026-01-01T00:00:00Z","versions":[VERSION,VERSION]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"yesterday","versions":[VERSION]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"2026-01-01T00:00:00Z","versions":["v1"]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"../v1","published":"2026-01-01T00:00:00Z","versions":[{"version":"../v1","chunks":1,"bytes":1,"sha256":"HASH","created":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"2026-01-01T00:00:00Z","versions":[{"version":"v1","chunks":1,"bytes":268435457,"sha256":"HASH","created":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"2026-01-01T00:00:00Z","versions":[{"version":"v1","chunks":0,"bytes":1,"sha256":"HASH","created":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"2026-01-01T00:00:00Z","versions":[{"version":"v1","chunks":2,"bytes":1,"sha256":"HASH","created":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"2026-01-01T00:00:00Z","versions":[{"version":"v1","chunks":1e99,"bytes":1,"sha256":"HASH","created":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"v1","published":"2026-01-01T00:00:00Z","versions":[{"version":"v1","chunks":1,"bytes":1,"sha256":"ABC","created":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"format":1,"model":"shop","current":"\ud800","published":"2026-01-01T00:00:00Z","versions":[VERSION]}""")]
    public void A_manifest_that_breaks_a_rule_is_refused_and_the_one_before_it_stays(string json)
    {
        string hash = new('a', 64);
        json = json.Replace("VERSION", """{"version":"v1","chunks":1,"bytes":1,"sha256":"HASH","created":"2026-01-01T00:00:00Z"}""", StringComparison.Ordinal).Replace("HASH", hash, StringComparison.Ordinal);
        MemoryTopic topic = new MemoryTopic().Append(Alone(Model)).Append("shop", Encoding.UTF8.GetBytes(json));
        ModelIndex index = topic.Read();
        Assert.Equal("v1", index.Find("shop")!.Manifest!.Current);
        ModelChange refusal = Assert.Single(index.TakeRefusals());
        Assert.Equal((ModelChangeKind.Refused, "shop"), (refusal.Kind, refusal.Name));
        Assert.Contains("model 'shop' was refused: its manifest cannot be used", refusal.Fault!.Message, StringComparison.Ordinal);
        Assert.Equal(1, topic.Counters.Refused);
        Assert.Empty(index.TakeRefusals());
    }

    [Fact]
    public void A_manifest_beyond_the_limit_is_refused_unread()
    {
        ModelIndex index = new MemoryTopic().Append("shop", new byte[TopicManifest.MaxBytes + 1]).Read();
        Assert.Contains("bytes, and the limit is", Assert.Single(index.TakeRefusals()).Fault!.Message, StringComparison.Ordinal);
        Assert.Empty(index.Names);
    }

    [Fact]
    public void Models_beyond_the_limit_are_refused_and_those_that_are_known_go_on()
    {
        var topic = new MemoryTopic();
        foreach (string name in (string[])["a", "b", "c", "a"]) topic.Append(Alone(Large("v1", name)));
        ModelIndex index = topic.Read(new KafkaModelOptions { MaxModels = 2 });
        Assert.Equal(["a", "b"], index.Names);
        Assert.Equal("c", Assert.Single(index.TakeRefusals()).Name);
    }

    [Fact]
    public void Chunks_that_no_manifest_names_are_kept_within_a_bound_and_those_that_one_names_stay()
    {
        MemoryTopic topic = new MemoryTopic().Append(Alone(Model));
        for (int chunk = 0; chunk < 5000; chunk++) topic.Append($"flood-{chunk}/v1/{chunk}", [1]);
        ModelIndex index = topic.Read(new KafkaModelOptions { MaxChunks = 1024 });
        Assert.InRange(index.Chunks, 1, 1024);
        Assert.Null(index.Find("shop")!.Missing(Entry(Model)));
        Assert.NotNull(index.Find("flood-4999", 0));
        Assert.True(topic.Counters.Ignored > 3900);
    }

    [Fact]
    public void Messages_with_other_keys_are_counted_and_passed_over()
    {
        string[] keys = ["", "/", "a/b", "a/b/c", "a/b/00", "a/b/-1", "a/b/1/2", "../a/0", "a/../0", "a/b/9999999", "ä", new('a', 129), "a//0", "a b"];
        var topic = new MemoryTopic();
        foreach (string key in keys) topic.Append(key, [1]);
        ModelIndex index = topic.Read();
        Assert.Equal((0, keys.Length), (index.Chunks, topic.Counters.Ignored));
        Assert.Empty(index.TakeRefusals());
    }

    [Fact]
    public void Nothing_of_what_was_removed_is_remembered()
    {
        MemoryTopic topic = new MemoryTopic().Append(Alone(Model)).Append("shop", null).Append(Chunks(Model).Select(chunk => chunk with { Value = null }));
        ModelIndex index = topic.Read();
        Assert.Equal(0, index.Chunks);
        Assert.Null(index.Find("shop", 0));
    }

    [Theory]
    [InlineData("default", 12, 6)]
    [InlineData("shop", 12, 5)]
    [InlineData("checkout", 12, 1)]
    public void A_models_partition_never_changes(string model, int partitions, int expected) => Assert.Equal(expected, ModelKey.PartitionOf(model, partitions));

    [Fact]
    public void A_manifest_is_read_as_it_was_written()
    {
        var manifest = new TopicManifest("shop", "v1", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), [Entry(Large("v2")), Entry(Model)]);
        TopicManifest read = TopicManifestFormat.Read(TopicManifestFormat.Write(manifest), "shop");
        Assert.Equal((manifest.Model, manifest.Current, manifest.Published), (read.Model, read.Current, read.Published));
        Assert.Equal(manifest.Versions, read.Versions);
    }
}
