using Lad.Cli.Terminals;
using Lad.Cli.Top.Drawing;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Top;

/// <summary>Watches instances and shows them: on the whole terminal, as text again and again where there is none, or once.</summary>
/// <param name="instances">The instances, at least one.</param>
/// <param name="interval">The time from look to look.</param>
/// <param name="terminal">The terminal.</param>
internal sealed class TopRun(IReadOnlyList<WatchedInstance> instances, TimeSpan interval, Terminal terminal)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private IReadOnlyList<InstanceView> Views => [.. instances.Select(instance => instance.View)];

    /// <summary>Looks twice, shows what came to pass between, and ends.</summary>
    /// <returns>The exit code: failed when an instance did not answer.</returns>
    public async Task<int> OnceAsync(bool asJson, CancellationToken stop)
    {
        await Task.WhenAll(instances.Select(instance => instance.LookAsync(stop))).ConfigureAwait(false);
        await Task.Delay(interval, terminal.Clock, stop).ConfigureAwait(false);
        await Task.WhenAll(instances.Select(instance => instance.LookAsync(stop))).ConfigureAwait(false);
        if (asJson) terminal.Output.WriteLine(TopJson.Write(Views));
        else WriteText();
        return Views.Any(view => view.AwaySince is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Shows until somebody leaves.</summary>
    public async Task<int> WatchAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] watches = [.. instances.Select(instance => instance.WatchAsync(interval, ended.Token))];
        try
        {
            if (terminal.OutputIsInteractive && terminal.Variables["TERM"] is not "dumb") await DrawAsync(watches, ended.Token).ConfigureAwait(false);
            else await RepeatAsync(watches, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C is how this ends.
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watches).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return ExitCode.Done;
    }

    private async Task DrawAsync(Task[] watches, CancellationToken stop)
    {
        bool hasKeys = terminal.InputIsInteractive;
        var state = new TopState(Views) { HasKeys = hasKeys };
        (TopState State, int Width, int Height) shown = default;
        using var screen = new TopScreen(terminal.Output, terminal.Colour);
        while (!watches.Any(watch => watch.IsFaulted))
        {
            while (hasKeys && Console.KeyAvailable) state = state.Press(Console.ReadKey(intercept: true));
            if (state.IsDone) return;
            IReadOnlyList<InstanceView> views = Views;
            if (!state.IsPaused && !views.SequenceEqual<object>(state.Instances, ReferenceEqualityComparer.Instance)) state = state with { Instances = views };
            (int width, int height) = (Math.Max(Console.WindowWidth, 20), Math.Max(Console.WindowHeight, 4));
            if (!ReferenceEquals(shown.State, state) || shown.Width != width || shown.Height != height)
            {
                screen.Show(TopFrame.Draw(state, width, height), width, height);
                shown = (state, width, height);
            }
            await Task.Delay(Tick, terminal.Clock, stop).ConfigureAwait(false);
        }
        // One that fails is told, whatever the others do.
        await watches.First(watch => watch.IsFaulted).ConfigureAwait(false);
    }

    private async Task RepeatAsync(Task[] watches, CancellationToken stop)
    {
        while (!watches.Any(watch => watch.IsFaulted))
        {
            await Task.Delay(interval, terminal.Clock, stop).ConfigureAwait(false);
            WriteText();
            terminal.Output.WriteLine();
        }
        // One that fails is told, whatever the others do.
        await watches.First(watch => watch.IsFaulted).ConfigureAwait(false);
    }

    // On paper there is room for every instance.
    private void WriteText()
    {
        IReadOnlyList<InstanceView> views = Views;
        bool colour = terminal.OutputIsInteractive && terminal.Colour;
        IEnumerable<ScreenLine> lines = TopFrame.Draw(new TopState(views), terminal.Width, int.MaxValue).Concat(
            Enumerable.Range(1, views.Count - 1).SelectMany(other => TopFrame.Details(views[other], terminal.Width).Prepend(new ScreenLine())));
        foreach (ScreenLine line in lines) terminal.Output.WriteLine(line.Render(terminal.Width, colour));
        terminal.Output.Flush();
    }
}
