using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Records;
using Lad.Cli.Terminals;

namespace Lad.Cli.Training.Service;

/// <summary>What a trainer reads: what there was when it started, and what comes after.</summary>
/// <param name="History">Ends; <see langword="null"/> where there is none, as in a pipe.</param>
/// <param name="Tail">Goes on; <see langword="null"/> when only the history is wanted.</param>
internal sealed record TrainerInput(OpenSource? History, OpenSource? Tail) : IAsyncDisposable
{
    /// <summary>Ends when it is settled where the tail begins: what came before is history, and may be read.</summary>
    public Task Ready { get; init; } = Task.CompletedTask;

    /// <summary>What both read from, when it is a cluster.</summary>
    private ElasticsearchCluster? Cluster { get; init; }

    /// <summary>Opens what the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="once">Whether to end where the source ends now.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="stop">Ends the wait for what is not on this machine.</param>
    /// <exception cref="IOException">It cannot be read; says why.</exception>
    public static Task<TrainerInput> OpenAsync(LadSettings settings, bool once, Terminal terminal, CancellationToken stop) =>
        settings.Input.From.Kind == LocationKind.Kafka ? TopicInput.OpenAsync(settings, once, terminal, stop) : OpenHereAsync(settings, once, terminal, stop);

    private static async Task<TrainerInput> OpenHereAsync(LadSettings settings, bool once, Terminal terminal, CancellationToken stop)
    {
        var cluster = new ElasticsearchCluster(settings, terminal, isPatient: !once);
        if (once) return new TrainerInput(await OpenSource.ToEndAsync(Window(settings, terminal), terminal, stop, cluster: cluster).ConfigureAwait(false), null) { Cluster = cluster };
        // The tail is opened first: what is written while the history is read may be read twice, and is never missed.
        OpenSource tail = await OpenSource.FollowingAsync(settings with { Output = settings.Output with { Cursor = null } }, fromEnd: true, terminal, stop, cluster).ConfigureAwait(false);
        OpenSource? history = settings.Input.From.Kind == LocationKind.Standard ? null : await OpenSource.ToEndAsync(Window(settings, terminal), terminal, stop, cluster: cluster).ConfigureAwait(false);
        return new TrainerInput(history, tail) { Cluster = cluster };
    }

    // An index knows its records' times: those from before the window need not be read.
    private static LadSettings Window(LadSettings settings, Terminal terminal) =>
        settings.Input is { From.Kind: LocationKind.Elasticsearch, Since: null } && settings.Trainer.Window > TimeSpan.Zero
            ? settings with { Input = settings.Input with { Since = new Moment(terminal.Clock.GetUtcNow() - settings.Trainer.Window) } }
            : settings;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (History is not null) await History.DisposeAsync().ConfigureAwait(false);
        if (Tail is not null) await Tail.DisposeAsync().ConfigureAwait(false);
        Cluster?.Dispose();
    }
}
