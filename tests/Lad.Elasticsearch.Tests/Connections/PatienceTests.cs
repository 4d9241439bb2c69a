using Lad.Elasticsearch.Connections;
using Lad.Pipeline.Tests;
using Polly;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class PatienceTests
{
    private readonly JumpingClock clock = new();
    private readonly List<string> said = [];
    private readonly List<TimeSpan> tries = [];
    private readonly DateTimeOffset start;

    public PatienceTests() => start = clock.GetUtcNow();

    [Fact]
    public async Task Pauses_grow_to_the_longest_one()
    {
        await RunAsync(new Patience { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(8) }, Enumerable.Repeat<Exception?>(Failure(ElasticsearchFault.Unreachable), 40));

        double[] pauses = [.. tries.Zip(tries.Skip(1), (one, next) => (next - one).TotalSeconds)];
        Assert.Equal(40, pauses.Length);
        Assert.InRange(pauses[0], 0.5, 1);
        Assert.InRange(pauses[1], 1, 2);
        Assert.InRange(pauses[2], 2, 4);
        Assert.All(pauses[3..], pause => Assert.InRange(pause, 4, 8));
        Assert.True(pauses[3..].Distinct().Count() > 5, "there is no jitter");
    }

    [Theory]
    [InlineData(ElasticsearchFault.Unreachable)]
    [InlineData(ElasticsearchFault.TimedOut)]
    [InlineData(ElasticsearchFault.Throttled)]
    [InlineData(ElasticsearchFault.Unavailable)]
    [InlineData(ElasticsearchFault.ServerError)]
    public async Task What_may_pass_is_tried_without_end(ElasticsearchFault fault)
    {
        await RunAsync(new Patience(), Enumerable.Repeat<Exception?>(Failure(fault), 300));

        Assert.Equal(301, tries.Count);
    }

    [Theory]
    [InlineData(ElasticsearchFault.Unauthorized)]
    [InlineData(ElasticsearchFault.Certificate)]
    [InlineData(ElasticsearchFault.Refused)]
    [InlineData(ElasticsearchFault.NotFound)]
    [InlineData(ElasticsearchFault.Redirected)]
    [InlineData(ElasticsearchFault.TooLarge)]
    [InlineData(ElasticsearchFault.AnswerTooLarge)]
    public async Task What_does_not_pass_by_itself_is_not_tried_again(ElasticsearchFault fault)
    {
        ElasticsearchException failure = await Assert.ThrowsAsync<ElasticsearchException>(() => RunAsync(new Patience(), [Failure(fault)]));

        Assert.Equal(fault, failure.Fault);
        Assert.Single(tries);
        Assert.Empty(said);
    }

    [Fact]
    public async Task An_answer_that_is_none_is_asked_for_three_times()
    {
        Exception bad = Failure(ElasticsearchFault.BadAnswer);

        await RunAsync(new Patience(), [bad, bad]);
        Assert.Equal(3, tries.Count);
        await Assert.ThrowsAsync<ElasticsearchException>(() => RunAsync(new Patience(), [bad, Failure(ElasticsearchFault.Throttled), bad, bad]));

        Assert.Equal(4, tries.Count);
    }

    [Fact]
    public async Task Other_exceptions_pass_through()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(new Patience(), [new InvalidOperationException()]));

        Assert.Single(tries);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(100, 100)]
    [InlineData(3600, 300)]
    public async Task What_the_server_asks_for_is_waited_but_not_for_ever(int asked, int waited)
    {
        await RunAsync(new Patience { Longest = TimeSpan.FromSeconds(2) }, [new ElasticsearchException(ElasticsearchFault.Throttled, "busy") { RetryAfter = TimeSpan.FromSeconds(asked) }]);

        Assert.InRange((tries[1] - tries[0]).TotalSeconds, waited, waited + 0.001);
    }

    [Fact]
    public async Task After_the_time_that_is_given_the_failure_is_final()
    {
        await Assert.ThrowsAsync<ElasticsearchException>(() => RunAsync(new Patience { GiveUpAfter = TimeSpan.FromSeconds(60), Longest = TimeSpan.FromSeconds(5) }, Enumerable.Repeat<Exception?>(Failure(ElasticsearchFault.Throttled), 1000)));

        Assert.InRange(tries[^1].TotalSeconds, 60, 65);
    }

    [Fact]
    public async Task Waiting_is_said_at_its_start_once_a_minute_and_at_its_end()
    {
        await RunAsync(new Patience { First = TimeSpan.FromSeconds(10), Longest = TimeSpan.FromSeconds(10) }, Enumerable.Repeat<Exception?>(Failure(ElasticsearchFault.Unreachable), 30));

        double minutes = (tries[^1] - tries[0]).TotalMinutes;
        Assert.StartsWith("it is Unreachable. It is tried again in ", said[0], StringComparison.Ordinal);
        Assert.InRange(said.Count, (int)minutes, (int)minutes + 2);
        Assert.StartsWith("Elasticsearch works again after ", said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_now_and_then_is_not_said_each_time()
    {
        ResiliencePipeline pipeline = new Patience().Build(clock, said.Add);

        for (int i = 0; i < 20; i++) await RunAsync(pipeline, [Failure(ElasticsearchFault.Throttled)]);

        Assert.InRange(said.Count, 2, 4);
    }

    [Fact]
    public async Task Whoever_gives_up_waits_no_longer()
    {
        using var gaveUp = new CancellationTokenSource();
        ResiliencePipeline pipeline = new Patience { First = TimeSpan.FromHours(1), Longest = TimeSpan.FromHours(1) }.Build(new ManualTimeProvider(), said.Add);

        Task waiting = pipeline.ExecuteAsync(static _ => throw Failure(ElasticsearchFault.Throttled), gaveUp.Token).AsTask();
        await gaveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static ElasticsearchException Failure(ElasticsearchFault fault) => new(fault, $"it is {fault}.");

    private Task RunAsync(Patience patience, IEnumerable<Exception?> outcomes) => RunAsync(patience.Build(clock, said.Add), outcomes);

    private async Task RunAsync(ResiliencePipeline pipeline, IEnumerable<Exception?> outcomes)
    {
        tries.Clear();
        var left = new Queue<Exception?>(outcomes);
        await pipeline.ExecuteAsync(_ =>
        {
            tries.Add(clock.GetUtcNow() - start);
            return left.TryDequeue(out Exception? failure) && failure is not null ? throw failure : default;
        });
    }
}
