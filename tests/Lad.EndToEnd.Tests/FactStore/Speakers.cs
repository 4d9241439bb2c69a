using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Lad.Pipeline.Feedback;

namespace Lad.EndToEnd.Tests.FactStore;

/// <summary>People who make statements, several at once. Who gets no answer asks again under the same name, as pages and the command line do.</summary>
internal sealed class Speakers(RestartedStore store) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private int next;
    private int retries;

    /// <summary>Numbers of the statements that were acknowledged, by the wish that they came of.</summary>
    public ConcurrentDictionary<int, long> Acknowledged { get; } = [];

    /// <summary>Requests without an answer.</summary>
    public int Unanswered => retries;

    /// <summary>Makes statements about a few templates.</summary>
    /// <param name="statements">How many there are to be, with those made before.</param>
    /// <param name="atOnce">How many requests are under way at a time.</param>
    public Task SpeakAsync(int statements, int atOnce) => Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
    {
        while (TryTake(statements, out int wish)) await SpeakAsync(wish);
    })));

    public void Dispose() => client.Dispose();

    private bool TryTake(int statements, out int wish)
    {
        do
        {
            wish = Volatile.Read(ref next) + 1;
            if (wish > statements) return false;
        }
        while (Interlocked.CompareExchange(ref next, wish, wish - 1) != wish - 1);
        return true;
    }

    private async Task SpeakAsync(int wish)
    {
        while (true)
        {
            if (store.Address is { } at && await TryAsync(at, wish) is { } sequence)
            {
                Acknowledged[wish] = sequence;
                return;
            }
            await Task.Delay(Pause);
        }
    }

    private async Task<long?> TryAsync(Uri at, int wish)
    {
        string text = wish.ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(at, "api/v1/feedback"))
        {
            Content = JsonContent.Create(new { fingerprint = (wish % 50).ToString("x16", CultureInfo.InvariantCulture), kind = wish % 2 == 0 ? "false-positive" : "true-positive", message = "job took 17 s", reason = text }),
        };
        request.Headers.Add("Idempotency-Key", "wish-" + text);
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests) return null;
            byte[] body = await answer.Content.ReadAsByteArrayAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}\n{store.Said}");
            return FeedbackJson.Read(body).Statement.Sequence;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            Interlocked.Increment(ref retries);
            return null;
        }
    }
}
