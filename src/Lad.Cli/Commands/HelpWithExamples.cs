using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Lad.Cli.Commands;

/// <summary>The usual help of a command, followed by its examples.</summary>
/// <param name="usual">Writes the usual help.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampledCommand { Examples.Count: > 0 } command) Write(command.Examples, parseResult.InvocationConfiguration.Output);
        return ExitCode.Done;
    }

    /// <summary>Writes examples as the help's last section.</summary>
    public static void Write(IReadOnlyList<string> examples, TextWriter output)
    {
        output.WriteLine("Examples:");
        foreach (string example in examples) output.WriteLine("  " + example);
        output.WriteLine();
    }
}
