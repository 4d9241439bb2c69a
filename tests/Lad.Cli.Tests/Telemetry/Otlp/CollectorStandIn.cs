using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.Cli.Tests.Telemetry.Otlp;

/// <summary>Takes what a collector takes, by http or by gRPC, and keeps it.</summary>
internal sealed class CollectorStandIn : IAsyncDisposable
{
    private readonly WebApplication application;

    private CollectorStandIn(WebApplication application) => this.application = application;

    public ConcurrentQueue<Taken> Requests { get; } = [];

    /// <summary>What http is answered with.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>A path that http refuses, whatever <see cref="Status"/> is.</summary>
    public string Refused { get; set; } = "";

    public string Address { get; private set; } = "";

    public static async Task<CollectorStandIn> StartAsync(bool grpc)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        WebApplication application = builder.Build();
        var collector = new CollectorStandIn(application);
        application.Run(collector.TakeAsync);
        await application.StartAsync();
        collector.Address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return collector;
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Requests.Enqueue(new Taken(context.Request.Path.Value!, context.Request.Headers.Authorization.ToString(), context.Request.ContentType ?? "", Encoding.Latin1.GetString(body.ToArray())));
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            context.Response.StatusCode = context.Request.Path == Refused ? StatusCodes.Status401Unauthorized : Status;
            return;
        }
        // An empty message, and the status behind it.
        context.Response.ContentType = "application/grpc";
        context.Response.AppendTrailer("grpc-status", "0");
        await context.Response.Body.WriteAsync(new byte[5]);
    }
}

/// <summary>One request.</summary>
internal sealed record Taken(string Path, string Authorization, string ContentType, string Body);
