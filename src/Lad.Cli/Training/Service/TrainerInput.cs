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

    /// <summary>Opens what the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="once">Whether to end where the source ends now.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="stop">Ends the wait for what is not on this machine.</param>
    /// <exception cref="IOException">It cannot be read; says why.</exception>
    public static Task<TrainerInput> OpenAsync(LadSettings settings, bool once, Terminal terminal, CancellationToken stop) =>
        settings.Input.From.Kind == LocationKind.Kafka ? TopicInput.OpenAsync(settings, once, terminal, stop) : Task.FromResult(Open(settings, once, terminal));

    private static TrainerInput Open(LadSettings settings, bool once, Terminal terminal)
    {
        if (once) return new TrainerInput(OpenSource.ToEnd(settings, terminal), null);
        // The tail is opened first: what is written while the history is read may be read twice, and is never missed.
        OpenSource tail = OpenSource.Following(settings with { Output = settings.Output with { Cursor = null } }, fromEnd: true, terminal);
        return new TrainerInput(settings.Input.From.Kind == LocationKind.Standard ? null : OpenSource.ToEnd(settings, terminal), tail);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (History is not null) await History.DisposeAsync().ConfigureAwait(false);
        if (Tail is not null) await Tail.DisposeAsync().ConfigureAwait(false);
    }
}
