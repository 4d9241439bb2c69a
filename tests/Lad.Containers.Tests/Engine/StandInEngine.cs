using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Lad.Containers.Tests.Engine;

/// <summary>Answers on a Unix socket as a container engine does that has every image, and refuses each container and each image to be built once it has seen what is asked for. It runs nothing.</summary>
internal sealed class StandInEngine : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("lad-engine-");
    private readonly WebApplication server;

    private StandInEngine(string system, bool answers)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.ListenUnixSocket(Socket));
        server = builder.Build();
        server.Run(context => answers ? AnswerAsync(context, system) : Task.Delay(Timeout.Infinite, context.RequestAborted));
    }

    public Uri Endpoint => new("unix://" + Socket);

    /// <summary>What containers were asked for, as the engine's API has it.</summary>
    public ConcurrentQueue<JsonObject> Asked { get; } = new();

    /// <summary>Images that were asked for: to be pulled, or to be built, as the engine's API has it.</summary>
    public ConcurrentQueue<string> Images { get; } = new();

    private string Socket => Path.Combine(directory.FullName, "engine.sock");

    /// <summary>Starts an engine.</summary>
    /// <param name="system">What its containers run on.</param>
    /// <param name="answers">Whether it answers; otherwise it accepts connections alone.</param>
    public static async Task<StandInEngine> StartAsync(string system = "linux", bool answers = true)
    {
        var engine = new StandInEngine(system, answers);
        await engine.server.StartAsync();
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await server.StopAsync(atOnce.Token);
        await server.DisposeAsync();
        directory.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext context, string system)
    {
        string path = context.Request.Path;
        if (path.EndsWith("/images/create", StringComparison.Ordinal)) Images.Enqueue(context.Request.Query["fromImage"].ToString());
        if (path.EndsWith("/build", StringComparison.Ordinal)) Images.Enqueue($"{context.Request.Query["dockerfile"]} as {context.Request.Query["t"]}");
        if (path.EndsWith("/containers/create", StringComparison.Ordinal)) Asked.Enqueue((JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!);
        if (path.EndsWith("/containers/create", StringComparison.Ordinal) || path.EndsWith("/build", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 418;
            await context.Response.WriteAsync("""{"message":"this engine runs nothing"}""");
        }
        else if (Answer(context.Request.Method, path, system) is { } answer)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer);
        }
        else
        {
            context.Response.StatusCode = context.Request.Method == "DELETE" ? 204 : 404;
        }
    }

    private static string? Answer(string method, string path, string system) => (method, path.Split('/')[^1]) switch
    {
        (_, "_ping") => "OK",
        (_, "version") => $$"""{"Version":"29.0.0","ApiVersion":"1.52","Os":"{{system}}","Arch":"amd64"}""",
        (_, "info") => $$"""{"OSType":"{{system}}","ServerVersion":"29.0.0","OperatingSystem":"none","Labels":[]}""",
        ("GET", _) when path.EndsWith("/images/json", StringComparison.Ordinal) => "[]",
        ("POST", "create") when path.Contains("/images/", StringComparison.Ordinal) => "{}",
        ("GET", _) when path.Contains("/images/", StringComparison.Ordinal) => """{"Id":"sha256:0","RepoTags":["any"]}""",
        ("POST", "create") when path.Contains("/networks/", StringComparison.Ordinal) => """{"Id":"network-1","Warning":""}""",
        ("GET", _) when path.Contains("/networks/", StringComparison.Ordinal) => """{"Id":"network-1","Name":"network-1"}""",
        _ => null,
    };
}
