using System.CommandLine;
using System.Runtime.CompilerServices;
using Lad.Cli.Anomalies;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Telemetry;
using Lad.Cli.Telemetry.Otlp;
using Lad.Cli.Terminals;

namespace Lad.Cli.Health;

/// <summary>Lets a long-running command answer probes, when its settings ask for that.</summary>
internal static class HealthService
{
    /// <summary>Adds the option that says where.</summary>
    public static void AddHealth(this Command command) => command.Options.Add(new SettingOption(HealthCatalogue.Listen, "--health", "ADDRESS"));

    /// <summary>Does the work, and answers probes and measures it for as long as it takes.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="command">The command, such as <c>scorer</c>.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="work">The work; the terminal that it is given takes what its parts say of their health, and has what they measure themselves with.</param>
    /// <param name="stop">Tells the work to drain and end; probes learn of it at once.</param>
    /// <returns>The work's exit code.</returns>
    /// <exception cref="ConfigurationException">OpenTelemetry's variables cannot be used.</exception>
    /// <exception cref="CommandException">Probes cannot be listened for; says why.</exception>
    public static Task<int> RunAsync(LadSettings settings, string command, Terminal terminal, Func<Terminal, Task<int>> work, CancellationToken stop)
    {
        bool isWatched = settings.Health.Listen is not null || CollectorChoice.Of(settings.Telemetry, terminal.Variables).IsAny;
        return isWatched ? WatchedAsync(settings, command, terminal, work, stop) : work(terminal);
    }

    // Kept apart: a command that nobody looks at loads neither a server nor OpenTelemetry.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> WatchedAsync(LadSettings settings, string command, Terminal terminal, Func<Terminal, Task<int>> work, CancellationToken stop)
    {
        var health = new ServiceHealth(terminal.Clock);
        await using TelemetryService? telemetry = TelemetryService.Start(settings, command, terminal, health);
        await using LatestAnomalies? anomalies = settings.Health.Listen is null ? null : new LatestAnomalies(terminal.Clock);
        await using HttpEndpoints? endpoints = settings.Health.Listen is { } place ? await ListenAsync(place, telemetry, terminal, health, Also, stop).ConfigureAwait(false) : null;
        await using CancellationTokenRegistration draining = stop.Register(health.Drain);
        return await work(terminal with { Health = health, Anomalies = anomalies, Instrumentation = telemetry?.Instrumentation }).ConfigureAwait(false);

        void Also(HttpEndpoints added)
        {
            if (anomalies is not null) AnomalyRoutes.Add(added, settings.Health, anomalies);
        }
    }

    private static async Task<HttpEndpoints> ListenAsync(ListenAddress place, TelemetryService? telemetry, Terminal terminal, ServiceHealth health, Action<HttpEndpoints> also, CancellationToken stop)
    {
        var endpoints = new HttpEndpoints(place);
        try
        {
            HealthRoutes.Add(endpoints, health);
            also(endpoints);
            telemetry?.Metrics?.Add(endpoints);
            await endpoints.StartAsync(stop).ConfigureAwait(false);
        }
        catch
        {
            await endpoints.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        terminal.Log.CreateLogger(LogCategory.Health).ProbesAnswered(endpoints.Address + HealthRoutes.Live, HealthRoutes.Ready, HealthRoutes.Startup);
        return endpoints;
    }
}
