using System.Globalization;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Spectre.Console;

namespace Lad.Cli.Terminals;

/// <summary>Shows how far a long piece of work is, on stderr: a bar on a terminal, a line now and then elsewhere, nothing for work that is soon done.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Shows <paramref name="progress"/> until <paramref name="work"/> ends, and returns its result.</summary>
    public static async Task<T> ShowAsync<T>(Terminal terminal, WorkProgress progress, Task<T> work)
    {
        if (!await EndsWithinAsync(work, terminal.ErrorIsInteractive ? Patience : Interval, terminal.Clock).ConfigureAwait(false))
        {
            if (terminal.ErrorIsInteractive) await ShowBarAsync(terminal, progress, work).ConfigureAwait(false);
            else await WriteLinesAsync(terminal, progress, work).ConfigureAwait(false);
        }
        return await work.ConfigureAwait(false);
    }

    /// <summary>The rate and the time left, e.g. <c>402,000 records/s, 12 s left</c>.</summary>
    public static string Pace(WorkProgress progress)
    {
        string rate = progress.Records > 0 ? string.Create(CultureInfo.InvariantCulture, $"{progress.RecordsPerSecond:N0} records/s") : "";
        string left = progress.Left is { } time ? string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Ceiling(time.TotalSeconds):N0} s left") : "";
        return rate.Length > 0 && left.Length > 0 ? rate + ", " + left : rate + left;
    }

    private static async Task<bool> EndsWithinAsync(Task work, TimeSpan time, TimeProvider clock)
    {
        Task delay = Task.Delay(time, clock);
        return await Task.WhenAny(work, delay).ConfigureAwait(false) == work;
    }

    private static async Task WriteLinesAsync(Terminal terminal, WorkProgress progress, Task work)
    {
        do
        {
            progress.Refresh?.Invoke(progress);
            terminal.Log.CreateLogger(LogCategory.Process).Progressed(progress.Phase, progress.Fraction.ToString("P0", CultureInfo.InvariantCulture), Pace(progress));
        }
        while (!await EndsWithinAsync(work, Interval, terminal.Clock).ConfigureAwait(false));
    }

    private static async Task ShowBarAsync(Terminal terminal, WorkProgress progress, Task work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Error),
            ColorSystem = terminal.Colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        await console.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("", maxValue: 1);
                do
                {
                    progress.Refresh?.Invoke(progress);
                    bar.Description = Markup.Escape($"{progress.Phase}  {Pace(progress)}".PadRight(60));
                    bar.Value = progress.Fraction;
                }
                while (!await EndsWithinAsync(work, Frame, terminal.Clock).ConfigureAwait(false));
            }).ConfigureAwait(false);
    }
}
