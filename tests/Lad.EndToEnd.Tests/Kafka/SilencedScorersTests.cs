using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Lad.Kafka.Clients;
using Lad.Kafka.Feedback;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Feedback;
using Xunit.Abstractions;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(WaitingGroup.Name)]
public sealed class SilencedScorersTests(LoadModel model, ITestOutputHelper output)
{
    private const int Members = 3;
    private readonly ConcurrentQueue<Heard>[] heard = [.. Enumerable.Range(0, Members).Select(_ => new ConcurrentQueue<Heard>())];

    private sealed record Heard(string Event, ulong Fingerprint, string? Suppressed, long At);

    [Fact]
    public async Task What_is_said_holds_in_every_scorer_and_in_one_that_starts_later_until_it_is_retracted()
    {
        var broker = new MockCluster();
        string topic = TestBroker.Unique("feedback");
        await broker.CreateTopicAsync(topic, 1);
        await using Scenario scenario = await Scenario.StartAsync(broker, model, partitions: Members, seen: Take);
        scenario.Settings["Lad__Kafka__FeedbackTopic"] = topic;
        LadProcess[] scorers = [.. Enumerable.Range(0, Members).Select(_ => scenario.Scorer())];
        using var stop = new CancellationTokenSource();
        Task sending = SendAsync(scenario, stop.Token);
        await using var publisher = new KafkaFeedbackPublisher(topic, new KafkaClientOptions { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties }, broker.Features.HasFlag(BrokerFeatures.Transactions), TimeProvider.System);
        await publisher.OpenAsync(default);
        await UntilAllAsync(scenario, one => one.Suppressed is null, "alert");

        FeedbackStatement said = Of(1, FeedbackKind.FalsePositive, heard[0].First().Fingerprint);
        long begin = TimeProvider.System.GetTimestamp();
        await publisher.PublishAsync([new FeedbackEntry(said, FeedbackState.Of([said]))], default);
        await UntilAllAsync(scenario, one => one.Suppressed == "false-positive", "are silent");
        foreach (ConcurrentQueue<Heard> one in heard)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"silent {TimeProvider.System.GetElapsedTime(begin, one.First(each => each.Suppressed is not null).At).TotalMilliseconds:F0} ms after it was published"));

        await scenario.KillAsync(scorers[0]);
        int[] before = Counts();
        scenario.Scorer();
        await scenario.UntilAsync(() => Counts().Zip(before).All(pair => pair.First > pair.Second + 20), () => $"all partitions go on; they had {string.Join(' ', before)}, and have {string.Join(' ', Counts())}");
        string[] again = [.. heard.SelectMany(one => one.SkipWhile(first => first.Suppressed is null)).Where(one => one.Suppressed is null).Select(one => one.Event)];
        Assert.Empty(again);

        FeedbackStatement retracted = Of(2, FeedbackKind.Retraction, said.Fingerprint) with { Message = "", Retracts = 1 };
        await publisher.PublishAsync([new FeedbackEntry(retracted, FeedbackState.Of([said, retracted]))], default);
        foreach (ConcurrentQueue<Heard> one in heard) one.Clear();
        await UntilAllAsync(scenario, one => one.Suppressed is null, "alert again");
        await stop.CancelAsync();
        await sending;
    }

    private Task UntilAllAsync(Scenario scenario, Func<Heard, bool> holds, string what) =>
        scenario.UntilAsync(() => heard.All(one => one.Any(holds)), () => $"all scorers {what}: {string.Join(" | ", heard.Select(one => $"{one.Count} verdicts, {one.Count(each => each.Suppressed is not null)} of them suppressed"))}");

    private int[] Counts() => [.. heard.Select(one => one.Count)];

    private void Take(byte[] verdict)
    {
        JsonElement record = JsonDocument.Parse(verdict).RootElement;
        string message = record.GetProperty("message").GetString()!;
        JsonElement lad = record.GetProperty("lad");
        heard[message[message.IndexOf(':', StringComparison.Ordinal) - 1] - '0'].Enqueue(new Heard(
            record.GetProperty("event").GetProperty("id").GetString()!,
            ulong.Parse(lad.GetProperty("fingerprint").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            lad.TryGetProperty("suppressed", out JsonElement reason) ? reason.GetString() : null,
            TimeProvider.System.GetTimestamp()));
    }

    private static string Message(int partition) => $"kernel panic on volume {partition}: unable to mount root device";

    private static FeedbackStatement Of(long sequence, FeedbackKind kind, ulong fingerprint) =>
        new() { Sequence = sequence, Fingerprint = fingerprint, Kind = kind, Message = Message(0), Author = "ann", At = DateTimeOffset.UnixEpoch };

    private static async Task SendAsync(Scenario scenario, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                for (int partition = 0; partition < Members; partition++) await scenario.SendAsync(Encoding.UTF8.GetBytes(Message(partition)), partition);
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }
}
