using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Clients;

public sealed class KafkaLogTests
{
    private readonly List<KafkaLogLine> lines = [];

    [Fact]
    public void A_line_names_its_client_and_not_its_thread()
    {
        Log().Write(Line("[thrd:a:1/bootstrap]: a:1/bootstrap: Connect failed (after 0ms in state CONNECT)\n"));

        Assert.Equal([new KafkaLogLine(KafkaLogLevel.Error, "FAIL", "lad#producer-1", "a:1/bootstrap: Connect failed (after 0ms in state CONNECT)")], lines);
    }

    [Fact]
    public void What_concerns_the_other_kind_of_client_is_left_out()
    {
        Log().Write(new LogMessage("lad#producer-1", SyslogLevel.Warning, "CONFWARN", "[thrd:app]: Configuration property session.timeout.ms is a consumer property and will be ignored by this producer instance"));

        Assert.Empty(lines);
    }

    [Theory]
    [InlineData("api.version.request", 0)]
    [InlineData("broker.version.fallback", 0)]
    [InlineData("socket.blocking.max.ms", 1)]
    public void That_a_property_will_end_is_left_out_where_old_brokers_need_it(string property, int written)
    {
        Log().Write(new LogMessage("lad#producer-1", SyslogLevel.Warning, "CONFWARN", $"[thrd:app]: Configuration property {property} is deprecated: **Post-deprecation actions: remove this configuration property"));

        Assert.Equal(written, lines.Count);
    }

    [Fact]
    public void Nothing_is_held_back_here()
    {
        KafkaLog log = Log();

        for (int i = 0; i < 3; i++) log.Write(new LogMessage("c", SyslogLevel.Debug, "METADATA", "the same"));

        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public async Task A_client_that_cannot_connect_says_so_in_the_log()
    {
        var written = new TaskCompletionSource<KafkaLogLine>(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new KafkaClientOptions { BootstrapServers = Listener.ClosedPort(), Log = new KafkaLog(line => written.TrySetResult(line)) };
        using IProducer<Null, byte[]> producer = options.Build(new ProducerBuilder<Null, byte[]>(options.Over(new ProducerConfig())));

        KafkaLogLine line = await written.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("Connection refused", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("thrd:", line.Text, StringComparison.Ordinal);
    }

    private KafkaLog Log() => new(lines.Add);

    private static LogMessage Line(string text) => new("lad#producer-1", SyslogLevel.Error, "FAIL", text);
}
