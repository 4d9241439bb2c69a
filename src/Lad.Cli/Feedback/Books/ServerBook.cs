using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lad.Cli.Commands;
using Lad.Cli.Models;
using Lad.FactStore.Feedback;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Feedback.Books;

/// <summary>A running fact store, by its API. It knows who speaks by the token, and publishes by itself.</summary>
internal sealed class ServerBook : IFeedbackBook
{
    private const int MostBytes = 64 << 20, MostWaits = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private readonly HttpClient client;
    private readonly TimeProvider clock;

    /// <param name="server">Its address.</param>
    /// <param name="token">The token that is shown; <see langword="null"/>: none.</param>
    /// <param name="clock">The clock of waiting, when the store asks for that.</param>
    /// <param name="transport">What carries requests there.</param>
    public ServerBook(Uri server, string? token, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        this.clock = clock;
        // A redirect could lead the token elsewhere.
        client = new HttpClient(transport ?? new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(server, "api/v1/"), Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = MostBytes };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <inheritdoc/>
    public async Task<FeedbackEntry> AddAsync(FeedbackDraft draft, CancellationToken cancellation)
    {
        var body = new JsonObject { ["kind"] = draft.Kind.ToText() };
        if (draft.Fingerprint != 0) body["fingerprint"] = Detection.Templates.Fingerprint.ToText(draft.Fingerprint);
        Add("event", draft.EventId);
        Add("message", FeedbackStatement.CutMessage(draft.Message));
        Add("service", draft.Service);
        Add("model", draft.Model);
        Add("reason", draft.Reason);
        Add("until", draft.Until?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? "");
        Add("schedule", draft.Schedule?.ToString() ?? "");
        if (draft.Retracts is { } number) body["retracts"] = number;
        string json = body.ToJsonString();
        return Read(await SendAsync(Request, cancellation).ConfigureAwait(false), bytes => FeedbackJson.Read(bytes));

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "feedback") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            if (draft.RequestId.Length > 0) request.Headers.Add("Idempotency-Key", draft.RequestId);
            return request;
        }

        void Add(string name, string value)
        {
            if (value.Length > 0) body[name] = value;
        }
    }

    /// <inheritdoc/>
    public async Task<FeedbackStatement?> FindAsync(long number, CancellationToken cancellation)
    {
        byte[]? answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"feedback/{number}")), cancellation, mayBeMissing: true).ConfigureAwait(false);
        return answer is null ? null : Read(answer, bytes => FeedbackJson.ReadStatement(bytes));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedbackStatement> ListAsync(bool inForce, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string after = "";
        do
        {
            string page = $"feedback?order=oldest&limit=1000&inForce={(inForce ? "true" : "false")}{after}";
            (List<FeedbackStatement> statements, string? next) = Read(await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, page), cancellation).ConfigureAwait(false), Page);
            foreach (FeedbackStatement statement in statements) yield return statement;
            after = next is null ? "" : "&after=" + Uri.EscapeDataString(next);
        }
        while (after.Length > 0);
    }

    /// <inheritdoc/>
    public Task FlushAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends a request, again when the store says that it is too many. A request that was refused so did nothing.</summary>
    private async Task<byte[]?> SendAsync(Func<HttpRequestMessage> ask, CancellationToken cancellation, bool mayBeMissing = false)
    {
        try
        {
            for (int waits = 0; ; waits++)
            {
                using HttpRequestMessage request = ask();
                using HttpResponseMessage response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
                if (response.StatusCode != HttpStatusCode.TooManyRequests || waits == MostWaits) return await AnswerAsync(response, mayBeMissing, cancellation).ConfigureAwait(false);
                TimeSpan wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() ?? TimeSpan.Zero : TimeSpan.Zero;
                await Task.Delay(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, LongestWait.Ticks)), clock, cancellation).ConfigureAwait(false);
            }
        }
        catch (HttpRequestException failure)
        {
            throw new CommandException($"the fact store at {client.BaseAddress} cannot be reached: {failure.Message}", inner: failure);
        }
        catch (TaskCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException($"the fact store at {client.BaseAddress} did not answer within {client.Timeout.TotalSeconds:0} s; whether it made the statement, lad feedback list says", inner: failure);
        }
    }

    private async Task<byte[]?> AnswerAsync(HttpResponseMessage response, bool mayBeMissing, CancellationToken cancellation)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode) return body;
        if (mayBeMissing && response.StatusCode == HttpStatusCode.NotFound) return null;
        // What the statement says is at fault, as the database itself would have it.
        if (response.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge) throw new FeedbackRefusedException("", Problem(body) is { Length: > 2 } said ? said[2..] : "the fact store takes no such statement");
        throw new CommandException($"{client.BaseAddress} refuses with {(int)response.StatusCode}{Problem(body)}{((int)response.StatusCode is 401 or 403 ? "; a token is given by --token-file (FactStore:ClientTokenFile)" : "")}");
    }

    private T Read<T>(byte[]? answer, Func<byte[], T> read)
    {
        try
        {
            return read(answer ?? []);
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CommandException($"the answer of {client.BaseAddress} cannot be understood: {fault.Message}", inner: fault);
        }
    }

    private static (List<FeedbackStatement> Statements, string? Next) Page(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        List<FeedbackStatement> statements = [.. document.RootElement.GetProperty("items").EnumerateArray().Select(static item => FeedbackJson.ReadStatement(Encoding.UTF8.GetBytes(item.GetRawText())))];
        return (statements, document.RootElement.TryGetProperty("next", out JsonElement next) ? next.GetString() : null);
    }

    private static string Problem(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            string detail = document.RootElement.TryGetProperty("detail", out JsonElement said) ? said.GetString() ?? "" : "";
            string errors = document.RootElement.TryGetProperty("errors", out JsonElement each) ? string.Join("; ", each.EnumerateObject().Select(static one => (one.Name, Faults: string.Join(", ", one.Value.EnumerateArray().Select(static fault => fault.GetString())))).Where(one => one.Faults != detail).Select(static one => $"{one.Name} {one.Faults}")) : "";
            string text = string.Join(' ', new[] { detail, errors }.Where(static part => part.Length > 0));
            return text.Length > 0 ? ": " + Printable.Of(text, 2_000) : "";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
