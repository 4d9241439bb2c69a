using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Lad.Cli.Tests.Deployment.Manifests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.Containers.Tests.Composed;

/// <summary>
/// Answers as a worker of Kafka Connect, and copies what its connectors name: each value becomes a document of the connector's data stream under its <c>event.id</c>, once. It has no offsets, no
/// converters and no dead letters of its own.
/// </summary>
internal sealed class StandInConnect : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient client = new();
    private readonly ConcurrentBag<Task> copying = [];
    private readonly string? brokers;
    private readonly Uri? index;

    private StandInConnect(string? brokers, Uri? index)
    {
        (this.brokers, this.index) = (brokers, index);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Connectors by their names.</summary>
    public ConcurrentDictionary<string, JsonNode> Posted { get; } = new();

    /// <summary>Configurations that are not taken yet: so many answers are 409.</summary>
    public int Refusals { get; set; }

    /// <summary>What is said of a connector, in turn, before it runs.</summary>
    public ConcurrentQueue<string> Statuses { get; } = new();

    /// <summary>Starts a worker.</summary>
    /// <param name="brokers">Where topics are copied from; <see langword="null"/>: nothing is copied.</param>
    /// <param name="index">Where they are copied to.</param>
    public static async Task<StandInConnect> StartAsync(string? brokers = null, Uri? index = null)
    {
        var connect = new StandInConnect(brokers, index);
        await connect.server.StartAsync();
        return connect;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(copying);
        await server.StopAsync();
        await server.DisposeAsync();
        client.Dispose();
        stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string[] path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (context.Request.Method == "GET")
        {
            await context.Response.WriteAsync(Statuses.TryDequeue(out string? status) ? status : """{"connector":{"state":"RUNNING"},"tasks":[{"state":"RUNNING"}]}""");
            return;
        }
        if (Refusals > 0)
        {
            Refusals--;
            context.Response.StatusCode = 409;
            return;
        }
        JsonNode connector = (await JsonNode.ParseAsync(context.Request.Body))!;
        context.Response.StatusCode = 201;
        if (Posted.TryAdd(path[1], connector) && brokers is not null) copying.Add(Task.Factory.StartNew(() => Copy(connector), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    private void Copy(JsonNode connector)
    {
        string stream = $"{connector.Text("data.stream.type")}-{connector.Text("data.stream.dataset")}-{connector.Text("data.stream.namespace")}";
        using IConsumer<byte[], string> consumer = new ConsumerBuilder<byte[], string>(new ConsumerConfig { BootstrapServers = brokers, GroupId = "connect-" + connector.Text("topics"), AutoOffsetReset = AutoOffsetReset.Earliest }).Build();
        consumer.Subscribe(connector.Text("topics"));
        while (!stop.IsCancellationRequested)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is not { Message.Value: { } value }) continue;
            string id = JsonNode.Parse(value).Text("event", "id");
            using var body = new StringContent($$"""{"create":{"_index":"{{stream}}","_id":"{{id}}"} }""" + $"\n{value}\n", Encoding.UTF8, "application/x-ndjson");
            using HttpResponseMessage answer = client.PostAsync(new Uri(index!, "_bulk"), body, stop.Token).GetAwaiter().GetResult();
            answer.EnsureSuccessStatusCode();
        }
    }
}
