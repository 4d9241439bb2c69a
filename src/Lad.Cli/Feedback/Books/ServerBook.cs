using System.Globalization;
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
    private const int MostBytes = 64 << 20;
    private readonly HttpClient client;

    /// <param name="server">Its address.</param>
    /// <param name="token">The token that is shown; <see langword="null"/>: none.</param>
    public ServerBook(Uri server, string? token)
    {
        // A redirect could lead the token elsewhere.
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(server, "api/v1/"), Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = MostBytes };
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
        using var request = new HttpRequestMessage(HttpMethod.Post, "feedback") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (draft.RequestId.Length > 0) request.Headers.Add("Idempotency-Key", draft.RequestId);
        return Read(await SendAsync(request, cancellation).ConfigureAwait(false), bytes => FeedbackJson.Read(bytes));

        void Add(string name, string value)
        {
            if (value.Length > 0) body[name] = value;
        }
    }

    /// <inheritdoc/>
    public async Task<FeedbackStatement?> FindAsync(long number, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"feedback/{number}"));
        byte[]? answer = await SendAsync(request, cancellation, mayBeMissing: true).ConfigureAwait(false);
        return answer is null ? null : Read(answer, bytes => FeedbackJson.ReadStatement(bytes));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedbackStatement> ListAsync(bool inForce, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string after = "";
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"feedback?order=oldest&limit=1000&inForce={(inForce ? "true" : "false")}{after}");
            (List<FeedbackStatement> statements, string? next) = Read(await SendAsync(request, cancellation).ConfigureAwait(false), Page);
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

    private async Task<byte[]?> SendAsync(HttpRequestMessage request, CancellationToken cancellation, bool mayBeMissing = false)
    {
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return body;
            if (mayBeMissing && response.StatusCode == System.Net.HttpStatusCode.NotFound) return null;
            throw new CommandException($"{client.BaseAddress} refuses with {(int)response.StatusCode}{Problem(body)}{((int)response.StatusCode is 401 or 403 ? "; a token is given by --token-file (FactStore:ClientTokenFile)" : "")}");
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
            string errors = document.RootElement.TryGetProperty("errors", out JsonElement each) ? string.Join("; ", each.EnumerateObject().Select(static one => $"{one.Name} {string.Join(", ", one.Value.EnumerateArray().Select(static fault => fault.GetString()))}")) : "";
            string text = string.Join(' ', new[] { detail, errors }.Where(static part => part.Length > 0));
            return text.Length > 0 ? ": " + Printable.Of(text, 2_000) : "";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
