using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Tests;

namespace Lad.Kafka.Tests.Clients;

public sealed class KafkaLogTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly List<KafkaLogLine> lines = [];

    [Fact]
    public void Lines_that_differ_in_numbers_alone_are_written_once_and_then_counted()
    {
        KafkaLog log = Log();

        for (int i = 0; i < 5; i++) log.Write(Line($"[thrd:a:{i}/bootstrap]: a:1/bootstrap: Connect failed (after {i}ms in state CONNECT, {i} identical error(s) suppressed)"));
        log.Write(Line("[thrd:a]: b:1/bootstrap: Connect failed"));
        clock.Advance(TimeSpan.FromSeconds(31));
        log.Write(Line("[thrd:a]: a:1/bootstrap: Connect failed"));

        Assert.Equal([("a:1/bootstrap: Connect failed (after 0ms in state CONNECT, 0 identical error(s) suppressed)", 0), ("b:1/bootstrap: Connect failed", 0), ("a:1/bootstrap: Connect failed", 4)], lines.Select(line => (line.Text, line.Repeats)));
        Assert.All(lines, line => Assert.Equal((KafkaLogLevel.Error, "FAIL", "lad#producer-1"), (line.Level, line.Facility, line.Client)));
    }

    [Fact]
    public void What_concerns_the_other_kind_of_client_is_left_out()
    {
        Log().Write(new LogMessage("lad#producer-1", SyslogLevel.Warning, "CONFWARN", "[thrd:app]: Configuration property session.timeout.ms is a consumer property and will be ignored by this producer instance"));

        Assert.Empty(lines);
    }

    [Fact]
    public void Debugging_is_never_held_back()
    {
        KafkaLog log = Log();

        for (int i = 0; i < 3; i++) log.Write(new LogMessage("c", SyslogLevel.Debug, "METADATA", "the same"));

        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public async Task A_client_that_cannot_connect_says_so_in_the_log()
    {
        var written = new TaskCompletionSource<KafkaLogLine>(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new KafkaClientOptions { BootstrapServers = Listener.ClosedPort(), Log = new KafkaLog(line => written.TrySetResult(line), TimeProvider.System) };
        using IProducer<Null, byte[]> producer = options.Build(new ProducerBuilder<Null, byte[]>(options.Over(new ProducerConfig())));

        KafkaLogLine line = await written.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("Connection refused", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("thrd:", line.Text, StringComparison.Ordinal);
    }

    private KafkaLog Log() => new(lines.Add, clock);

    private static LogMessage Line(string text) => new("lad#producer-1", SyslogLevel.Error, "FAIL", text);
}
