using System.Net.Sockets;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Lad.Cli.Health;

/// <summary>
/// A small HTTP server beside the work: exact paths, read only, everything else is not found. It is the server alone, without a host: no configuration, variables, logs or signals of its own.
/// </summary>
internal sealed class HttpEndpoints : IAsyncDisposable
{
    private readonly ListenAddress place;
    private readonly Dictionary<string, RequestDelegate> routes = new(StringComparer.Ordinal);
    private readonly KestrelServer server;

    /// <summary>Makes a server that does not listen yet.</summary>
    /// <param name="place">Where it will.</param>
    public HttpEndpoints(ListenAddress place)
    {
        this.place = place;
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        server = new KestrelServer(Options.Create(HttpLimits.For(place)), transport, NullLoggerFactory.Instance);
    }

    /// <summary>Where it listens, once it does, such as <c>http://127.0.0.1:8080</c>.</summary>
    public string Address => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? place.ToString();

    /// <summary>Answers GET and HEAD of a path; to be called before the start.</summary>
    /// <param name="path">The whole path, such as <c>/health/live</c>.</param>
    /// <param name="answer">Answers.</param>
    public void Get(string path, RequestDelegate answer) => routes.Add(path, answer);

    /// <summary>Listens from now on.</summary>
    /// <exception cref="CommandException">It cannot; says why.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await server.StartAsync(new Application(routes), cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new CommandException($"cannot listen at {place} ({HealthCatalogue.Listen.Key}): {Reason(failure)}", ExitCode.Failed, failure);
        }
    }

    /// <summary>Stops listening; requests under way are given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        server.Dispose();
    }

    private static string Reason(Exception failure) => failure switch
    {
        { InnerException: AddressInUseException } or AddressInUseException => "another process has that port",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "this user may not listen there; ports from 1024 on are open to all",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "this machine has no such address",
        _ => failure.Message,
    };

    private sealed class Application(Dictionary<string, RequestDelegate> routes) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context)
        {
            HttpRequest request = context.Request;
            bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
            if (reads && routes.TryGetValue(request.Path.Value ?? "", out RequestDelegate? answer)) return answer(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        public void DisposeContext(HttpContext context, Exception? exception)
        {
            // Nothing was taken for it.
        }
    }
}
