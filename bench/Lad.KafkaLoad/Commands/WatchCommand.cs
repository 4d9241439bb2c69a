using System.CommandLine;
using System.Globalization;
using Confluent.Kafka;
using Lad.KafkaLoad.Verdicts;

namespace Lad.KafkaLoad.Commands;

/// <summary><c>watch</c>: reads verdicts, checks that every record of the input has one, and tells latencies.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var input = new Option<string>("--input") { Required = true, Description = "Topic of the records." };
        var inputPartitions = new Option<int>("--input-partitions") { DefaultValueFactory = _ => 1, Description = "Its partitions." };
        var topic = new Option<string>("--topic") { DefaultValueFactory = _ => "lad.scored", Description = "Topic of the verdicts." };
        var partitions = new Option<int>("--partitions") { DefaultValueFactory = _ => 1, Description = "Its partitions." };
        var lines = new Option<long>("--lines") { Required = true, Description = "Records that must have a verdict; then it ends." };
        var patience = new Option<int>("--patience") { DefaultValueFactory = _ => 60, Description = "Seconds without a new verdict after which it gives up." };
        var command = new Command("watch", "Reads verdicts, checks that every record has one, and tells latencies.") { input, inputPartitions, topic, partitions, lines, patience, BrokerOptions.Broker, BrokerOptions.Properties };
        command.SetAction(async (line, stop) =>
        {
            await using LoadBroker broker = await BrokerOptions.OpenAsync(line).ConfigureAwait(false);
            var ledger = new VerdictLedger(line.GetValue(input)!, line.GetValue(inputPartitions));
            IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(broker.Over(new ConsumerConfig { GroupId = "lad-load", EnableAutoCommit = false, FetchWaitMaxMs = 1 })).Build();
            using var reader = new VerdictReader(consumer, line.GetValue(topic)!, line.GetValue(partitions), ledger, TimeProvider.System);
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            long seen = 0, last = TimeProvider.System.GetTimestamp();
            while (seen < line.GetValue(lines) && TimeProvider.System.GetElapsedTime(last).TotalSeconds < line.GetValue(patience) && await tick.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                long now = reader.With(() => ledger.Distinct);
                if (now > seen) (seen, last) = (now, TimeProvider.System.GetTimestamp());
            }
            return reader.With(() =>
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ledger.Distinct:N0} records have a verdict, {ledger.Repeats:N0} verdicts were repeated with the same event.id, {ledger.Strangers:N0} are of no record of {line.GetValue(input)}"));
                if (reader.Latencies.Count > 0) Console.WriteLine($"send to verdict, {reader.Latencies}");
                return ledger.Distinct == line.GetValue(lines) && ledger.Strangers == 0 ? 0 : 1;
            });
        });
        return command;
    }
}
