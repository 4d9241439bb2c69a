using System.Net.Sockets;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Hosting;

/// <summary>The fact store's HTTP server: API, pages and probes. Nothing of it is read from variables or files but what the options say, and signals are the process's own.</summary>
public sealed class FactStoreHost : IAsyncDisposable
{
    // Streams end when the server stops; everything else answers within this time.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly WebApplication application;

    private FactStoreHost(WebApplication application)
    {
        this.application = application;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal));
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:8181</c>.</summary>
    public Uri Address { get; }

    /// <summary>What routes are given.</summary>
    internal IServiceProvider Services => application.Services;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="FactStoreException">It cannot; says why.</exception>
    public static async Task<FactStoreHost> StartAsync(FactStoreOptions options, FactStoreParts parts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        IReadOnlyList<string> faults = options.Faults();
        if (faults.Count > 0) throw new FactStoreException("the fact store cannot start: " + string.Join("; ", faults));
        ILogger log = options.Log.CreateLogger(HostEvents.Category);
        foreach (string warning in options.Warnings()) log.UnwiseSetting(warning);
        WebApplication application = Build(options, parts);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return new FactStoreHost(application);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new FactStoreException($"cannot listen at {options.Address?.ToString() ?? "*"}, port {options.Port} (FactStore:Listen): {Reason(failure)}", failure);
        }
    }

    /// <summary>Stops listening; requests under way get a moment to end.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync().ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(FactStoreOptions options, FactStoreParts parts)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Lad.FactStore", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => ServerLimits.Apply(kestrel, options, parts.Clock));
        HostServices.Add(builder.Services, options, parts);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience);
        WebApplication application = builder.Build();
        RequestPipeline.Use(application, options);
        return application;
    }

    private static string Reason(Exception failure) => failure switch
    {
        { InnerException: AddressInUseException } or AddressInUseException => "another process has that port",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "this user may not listen there; ports from 1024 on are open to all",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "this machine has no such address",
        _ => failure.Message,
    };
}
