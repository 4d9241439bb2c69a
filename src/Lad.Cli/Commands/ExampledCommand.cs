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
        SetAction((line, cancellation) => FailureReport.GuardAsync(terminal, () => action(line, cancellation), stop: cancellation));

    /// <summary>Says what a command does that goes on until it is stopped; what it tells is for those who keep logs, and to be stopped is no failure.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="action">What it does.</param>
    /// <param name="ends">Whether a line asks for work that has an end after all; <see langword="null"/>: none does.</param>
    public void Serves(Terminal terminal, Func<ParseResult, CancellationToken, Task<int>> action, Func<ParseResult, bool>? ends = null) =>
        SetAction((line, cancellation) =>
        {
            bool isService = ends?.Invoke(line) != true;
            if (isService) terminal.Log.Begin("lad-" + Name, terminal.Variables);
            return FailureReport.GuardAsync(terminal, () => action(line, cancellation), isService, cancellation);
        });

    /// <summary>Says what the command does; its failures become messages and exit codes.</summary>
    public void Runs(Terminal terminal, Func<ParseResult, int> action) =>
        Runs(terminal, (line, _) => Task.FromResult(action(line)));
}
