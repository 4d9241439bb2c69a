using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Models;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Api;

/// <summary>A fact store with an embedded database and a directory of models, asked over HTTP by an editor and a reader with tokens.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    private const string EditorToken = "editor-token-0123456789abcdef", ReaderToken = "reader-token-0123456789abcdef";
    private TemporaryDirectory Directory { get; set; } = null!;
    private FactStoreDatabase database = null!;
    private FactStoreHost host = null!;

    /// <summary>What the server told its operator.</summary>
    internal System.Collections.Concurrent.ConcurrentQueue<string> Told { get; } = [];

    internal ManualTimeProvider Clock { get; } = new();

    internal FactStoreParts Parts { get; private set; } = null!;

    internal ModelDirectory Models { get; private set; } = null!;

    internal HttpClient Editor { get; private set; } = null!;

    internal HttpClient Reader { get; private set; } = null!;

    internal HttpClient Stranger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Directory = new TemporaryDirectory();
        string tokens = Path.Combine(Directory.Path, "tokens");
        await File.WriteAllTextAsync(tokens, $"ann editor {EditorToken}\nrob reader {ReaderToken}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tokens, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        database = await FactStoreDatabase.OpenAsync(Path.Combine(Directory.Path, "facts.db"), Clock);
        Models = new ModelDirectory(Path.Combine(Directory.Path, "models"));
        var audit = new AuditTrail(database, Clock);
        Parts = new FactStoreParts
        {
            Database = database,
            Ledger = new FeedbackLedger(database, Clock),
            Archive = new AnomalyArchive(database, Clock),
            Tail = new LiveTail(),
            Audit = audit,
            Models = new ModelCatalogue(Models, audit, Clock),
            Status = new PipelineStatus(Clock),
            Clock = Clock,
        };
        host = await FactStoreHost.StartAsync(new FactStoreOptions { Port = 0, TokenFile = tokens, Log = new LineLoggers(Told.Enqueue) }, Parts);
        (Editor, Reader, Stranger) = (Client(EditorToken), Client(ReaderToken), Client(null));
    }

    /// <summary>Stops the server while its database goes on.</summary>
    public Task StopAsync() => host.DisposeAsync().AsTask();

    /// <summary>Lets the database fail at everything.</summary>
    public async Task BreakDatabaseAsync()
    {
        foreach (string table in new[] { "statements", "outbox", "audit", "anomalies", "anomaly_groups" })
            await database.WriteAsync(session => session.ExecuteAsync($"ALTER TABLE {table} RENAME TO lost_{table}"), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        foreach (HttpClient client in new[] { Editor, Reader, Stranger }) client.Dispose();
        await host.DisposeAsync();
        await database.DisposeAsync();
        Directory.Dispose();
    }

    internal Task<Reply> GetAsync(string path, string? accept = null) => SendAsync(Reader, HttpMethod.Get, path, null, accept is null ? [] : [("Accept", accept)]);

    internal Task<Reply> PostAsync(string path, string? json, params (string Name, string Value)[] headers) => SendAsync(Editor, HttpMethod.Post, path, json is null ? null : Content(json), headers);

    internal static async Task<Reply> SendAsync(HttpClient client, HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        // A server that refuses a body does not read it: who is sending then may not hear why.
        if (body is not null) request.Headers.ExpectContinue = true;
        using HttpResponseMessage answer = await client.SendAsync(request);
        return new Reply((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.OriginalString, answer.Headers.RetryAfter?.Delta, answer.Headers.CacheControl?.ToString() ?? "");
    }

    internal static StringContent Content(string text, string type = "application/json") => new(text, Encoding.UTF8, type);

    private HttpClient Client(string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

/// <summary>An answer as it came.</summary>
internal sealed record Reply(int Status, string Type, string Body, string? Location, TimeSpan? RetryAfter, string CacheControl)
{
    public JsonElement Json
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }
}
