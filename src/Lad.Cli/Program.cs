using Lad.Cli.Commands;
using Lad.Cli.Terminals;

namespace Lad.Cli;

/// <summary>The <c>lad</c> command.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var stop = new StopSignal();
        return await LadCommand.RunAsync(arguments, Terminal.OfProcess(), stop.Token).ConfigureAwait(false);
    }
}
