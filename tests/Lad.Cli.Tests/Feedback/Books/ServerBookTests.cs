using System.Net;
using System.Net.Http.Headers;
using Lad.Cli.Commands;
using Lad.Cli.Feedback.Books;
using Lad.FactStore.Feedback;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Tests.Feedback.Books;

/// <summary>Against a store that answers as a test has it answer.</summary>
public sealed class ServerBookTests
{
    private static readonly FeedbackDraft Draft = new() { Fingerprint = 0xff, Kind = FeedbackKind.FalsePositive, Message = "disk full", RequestId = "once" };
    private readonly List<string> sent = [];
    private readonly HurriedClock clock = new();

    [Fact]
    public async Task Who_asks_too_often_waits_as_long_as_the_store_says_and_sends_the_same_again()
    {
        await using var book = new ServerBook(new Uri("http://localhost/"), null, clock, new Transport(sent, refusals: 2));

        Assert.Equal(1, (await book.AddAsync(Draft, CancellationToken.None)).Statement.Sequence);

        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)], clock.Waits);
        Assert.Equal(3, sent.Count);
        Assert.StartsWith("once {", Assert.Single(sent.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_has_an_end()
    {
        await using var book = new ServerBook(new Uri("http://localhost/"), null, clock, new Transport(sent, refusals: int.MaxValue));

        CommandException refused = await Assert.ThrowsAsync<CommandException>(() => book.AddAsync(Draft, CancellationToken.None));

        Assert.Contains("refuses with 429", refused.Message, StringComparison.Ordinal);
        Assert.Equal(11, sent.Count);
    }

    /// <summary>Refuses so many requests, then makes the statement.</summary>
    private sealed class Transport(List<string> sent, int refusals) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            sent.Add($"{request.Headers.GetValues("Idempotency-Key").Single()} {await request.Content!.ReadAsStringAsync(cancellation)}");
            if (sent.Count > refusals) return new HttpResponseMessage(HttpStatusCode.Created) { Content = new ByteArrayContent(FeedbackJson.Write(Entry())) };
            var refusal = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            refusal.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
            return refusal;
        }

        private static FeedbackEntry Entry()
        {
            var statement = new FeedbackStatement { Sequence = 1, Fingerprint = 0xff, Kind = FeedbackKind.FalsePositive, Message = "disk full", Author = "ann", At = DateTimeOffset.UnixEpoch };
            return new FeedbackEntry(statement, FeedbackState.Of([statement]));
        }
    }

    /// <summary>Waits for nothing, and knows for how long it would have.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero) Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
