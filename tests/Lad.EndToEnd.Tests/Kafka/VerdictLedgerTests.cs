using System.Text;
using Lad.KafkaLoad.Verdicts;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.EndToEnd.Tests.Kafka;

public class VerdictLedgerTests
{
    private readonly VerdictLedger ledger = new("logs", partitions: 2);
    private readonly SourceStream[] streams = [new("logs/0", "kafka:logs/0"), new("logs/1", "kafka:logs/1"), new("other/0", "kafka:other/0")];

    [Fact]
    public void What_was_not_seen_is_missing_and_what_was_seen_twice_is_a_repeat()
    {
        foreach ((int stream, long offset) in new[] { (0, 0L), (0, 2), (1, 0), (0, 2) }) Add(stream, offset);

        Assert.Equal(["0/1"], ledger.Missing([3, 1]));
        Assert.Equal((3, 1, 0), (ledger.Distinct, ledger.Repeats, ledger.Strangers));
    }

    [Fact]
    public void A_verdict_on_no_record_of_the_topic_is_a_stranger()
    {
        Add(2, 0);
        ledger.Add("no verdict"u8);

        Assert.Equal((0, 0, 2), (ledger.Distinct, ledger.Repeats, ledger.Strangers));
    }

    private void Add(int stream, long offset) => ledger.Add(Encoding.UTF8.GetBytes(
        $$"""{"@timestamp":"","message":"says \"id\":\"0\"","event":{"kind":"event","id":"{{EventId.Of(new SourcePosition(streams[stream], offset, offset + 1))}}","dataset":"lad.scored"},"lad":{ } }"""));
}
