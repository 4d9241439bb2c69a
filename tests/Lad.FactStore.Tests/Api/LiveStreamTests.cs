using Lad.FactStore.Anomalies;
using Lad.FactStore.Tests.Anomalies;

namespace Lad.FactStore.Tests.Api;

public sealed class LiveStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ApiServer server = new();

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task What_comes_in_is_sent_with_its_id_and_a_silent_stream_stays_alive()
    {
        using Listener listener = await Listener.OpenAsync(server.Reader);
        Assert.Equal("retry: 3000\n: open", await listener.NextAsync());
        server.Parts.Tail.Publish([SampleAnomaly.Of(1) with { Message = "two\nlines" }]);
        string sent = await listener.NextAsync();
        Assert.StartsWith($"id: {SampleAnomaly.IdOf(1)}\nevent: anomaly\ndata: {{", sent, StringComparison.Ordinal);
        Assert.Contains("two\\nlines", sent, StringComparison.Ordinal);
        await listener.BeatAsync(server);
    }

    [Fact]
    public async Task One_who_comes_back_gets_what_the_archive_has_since()
    {
        await server.Parts.Archive.AddAsync([.. Enumerable.Range(1, 4).Select(SampleAnomaly.Of)]);
        using Listener listener = await Listener.OpenAsync(server.Reader, SampleAnomaly.IdOf(2));
        await listener.NextAsync();
        Assert.Equal([SampleAnomaly.IdOf(3), SampleAnomaly.IdOf(4)], [await listener.NextIdAsync(), await listener.NextIdAsync()]);
        // What came in while the archive was asked is in both places.
        server.Parts.Tail.Publish([SampleAnomaly.Of(4), SampleAnomaly.Of(5)]);
        Assert.Equal(SampleAnomaly.IdOf(5), await listener.NextIdAsync());
    }

    [Fact]
    public async Task One_whose_last_event_is_gone_is_told_that_something_is_missing()
    {
        using Listener listener = await Listener.OpenAsync(server.Reader, SampleAnomaly.IdOf(99));
        await listener.NextAsync();
        Assert.Equal("event: missed\ndata: {}", await listener.NextAsync());
    }

    [Fact]
    public async Task A_stream_ends_after_a_minute_so_that_its_listener_is_asked_again_and_has_lost_nothing()
    {
        await server.Parts.Archive.AddAsync([SampleAnomaly.Of(1)]);
        using Listener listener = await Listener.OpenAsync(server.Reader);
        await listener.NextAsync();
        Assert.Equal("id: " + SampleAnomaly.IdOf(1), await listener.NextAsync());
        string last;
        while ((last = await listener.PassAsync(server)) == ": still here") { }
        Assert.Equal("retry: 500\nid: " + SampleAnomaly.IdOf(1), last);
        Assert.Equal("", await listener.NextAsync());

        await server.Parts.Archive.AddAsync([SampleAnomaly.Of(2)]);
        using Listener back = await Listener.OpenAsync(server.Reader, SampleAnomaly.IdOf(1));
        await back.NextAsync();
        Assert.Equal(SampleAnomaly.IdOf(2), await back.NextIdAsync());
    }

    [Fact]
    public async Task The_stream_ends_when_the_server_stops()
    {
        using Listener listener = await Listener.OpenAsync(server.Reader);
        await listener.NextAsync();
        await server.StopAsync().WaitAsync(Patience);
        Assert.Equal("", await listener.NextAsync());
    }

    [Fact]
    public async Task Listeners_are_bounded_and_one_who_goes_makes_room()
    {
        List<Listener> listeners = [];
        try
        {
            for (int i = 0; i < 64; i++) listeners.Add(await Listener.OpenAsync(server.Reader));
            Reply refusal = await server.GetAsync("/api/v1/anomalies/live");
            Assert.Equal((503, true), (refusal.Status, refusal.RetryAfter > TimeSpan.Zero));
            listeners[0].Dispose();
            // The server learns of it when the connection closes, or when it writes next.
            using var patience = new CancellationTokenSource(Patience);
            while (true)
            {
                patience.Token.ThrowIfCancellationRequested();
                server.Parts.Tail.Publish([SampleAnomaly.Of(1)]);
                if (await Listener.TryOpenAsync(server.Reader) is not { } next) continue;
                next.Dispose();
                break;
            }
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    private sealed class Listener : IDisposable
    {
        private readonly HttpResponseMessage response;
        private readonly StreamReader reader;

        private Listener(HttpResponseMessage response, Stream body)
        {
            this.response = response;
            reader = new StreamReader(body);
        }

        public static async Task<Listener> OpenAsync(HttpClient client, string? lastEvent = null) => await TryOpenAsync(client, lastEvent) ?? throw new InvalidOperationException("The stream was refused.");

        public static async Task<Listener?> TryOpenAsync(HttpClient client, string? lastEvent = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/anomalies/live");
            if (lastEvent is not null) request.Headers.Add("Last-Event-ID", lastEvent);
            HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (response.IsSuccessStatusCode) return new Listener(response, await response.Content.ReadAsStreamAsync());
            response.Dispose();
            return null;
        }

        /// <summary>The lines of the next event; empty at the end.</summary>
        public async Task<string> NextAsync()
        {
            List<string> lines = [];
            try
            {
                while (await reader.ReadLineAsync().WaitAsync(Patience) is { Length: > 0 } line) lines.Add(line);
            }
            catch (Exception end) when (end is HttpIOException or IOException)
            {
                // The server closed the connection.
            }

            return string.Join('\n', lines);
        }

        public async Task<string> NextIdAsync() => (await NextAsync()).Split('\n')[0]["id: ".Length..];

        /// <summary>Lets time pass until the stream says that it is there.</summary>
        public async Task BeatAsync(ApiServer server) => Assert.Equal(": still here", await PassAsync(server));

        /// <summary>Lets time pass until the stream says something or ends.</summary>
        public async Task<string> PassAsync(ApiServer server)
        {
            Task<string> next = NextAsync();
            while (!next.IsCompleted)
            {
                server.Clock.Advance(TimeSpan.FromSeconds(15));
                await Task.WhenAny(next, Task.Delay(20));
            }

            return await next;
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
