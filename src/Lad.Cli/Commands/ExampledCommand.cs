using System.CommandLine;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class ExampledCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Says what the command does; its failures become messages and exit codes.</summary>
    public void Runs(Terminal terminal, Func<ParseResult, CancellationToken, Task<int>> action) =>
        SetAction((line, cancellation) => FailureReport.GuardAsync(terminal, () => action(line, cancellation)));

    /// <summary>Says what the command does; its failures become messages and exit codes.</summary>
    public void Runs(Terminal terminal, Func<ParseResult, int> action) =>
        Runs(terminal, (line, _) => Task.FromResult(action(line)));
}
