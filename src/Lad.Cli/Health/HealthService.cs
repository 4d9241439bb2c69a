using System.CommandLine;
using System.Runtime.CompilerServices;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Telemetry;
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
    /// <exception cref="CommandException">Probes cannot be listened for; says why.</exception>
    public static Task<int> RunAsync(LadSettings settings, string command, Terminal terminal, Func<Terminal, Task<int>> work, CancellationToken stop) =>
        settings.Health.Listen is { } place ? WatchedAsync(settings, command, place, terminal, work, stop) : work(terminal);

    // Kept apart: a command that nobody probes does not load a server.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> WatchedAsync(LadSettings settings, string command, ListenAddress place, Terminal terminal, Func<Terminal, Task<int>> work, CancellationToken stop)
    {
        var health = new ServiceHealth(terminal.Clock);
        using TelemetryService? telemetry = settings.Telemetry.Metrics ? TelemetryService.Start(settings, command, terminal, health) : null;
        await using var endpoints = new HttpEndpoints(place);
        HealthRoutes.Add(endpoints, health);
        telemetry?.Metrics?.Add(endpoints);
        await endpoints.StartAsync(stop).ConfigureAwait(false);
        terminal.Error.WriteLine($"lad: probes are answered at {endpoints.Address}{HealthRoutes.Live}, {HealthRoutes.Ready}, {HealthRoutes.Startup}");
        await using CancellationTokenRegistration draining = stop.Register(health.Drain);
        return await work(terminal with { Health = health, Instrumentation = telemetry?.Instrumentation }).ConfigureAwait(false);
    }
}
