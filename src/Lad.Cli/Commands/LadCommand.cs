using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Lad.Cli.Configuration;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary>The root: <c>lad</c>.</summary>
internal static class LadCommand
{
    private static readonly string[] Examples =
    [
        "lad demo                                          see it work on a simulated shop",
        "lad train --from file:app.log                     learn what is normal",
        "cat new.log | lad score --emit anomalies          what is not",
        "lad run --from file:app.log                       learn, watch, learn again",
    ];

    /// <summary>Runs a command line.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellation)
    {
        RootCommand root = Create(terminal);
        ParseResult line = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool completes = arguments is [['[', ..], ..];
        if (line.Errors.Count > 0 && line.Action is not HelpWithExamples && !completes) return Refuse(line, terminal);
        var invocation = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await line.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
    }

    /// <summary>The commands.</summary>
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Learns without labels what the lines of your logs normally look like, and points at the few that an operator should read.");
        root.Options.Add(SettingOptions.ConfigFile());
        root.Subcommands.Add(DemoCommand.Create(terminal));
        root.Subcommands.Add(TrainCommand.Create(terminal));
        root.Subcommands.Add(ScoreCommand.Create(terminal));
        root.Subcommands.Add(RunCommand.Create(terminal));
        root.Subcommands.Add(TrainerCommand.Create(terminal));
        root.Subcommands.Add(ScorerCommand.Create(terminal));
        root.Subcommands.Add(FactStoreCommand.Create(terminal));
        root.Subcommands.Add(FeedbackCommand.Create(terminal));
        root.Subcommands.Add(EvalCommand.Create(terminal));
        root.Subcommands.Add(ModelCommand.Create(terminal));
        root.Subcommands.Add(TemplatesCommand.Create(terminal));
        root.Subcommands.Add(TopicsCommand.Create(terminal));
        root.Subcommands.Add(ElasticsearchCommand.Create(terminal));
        root.Subcommands.Add(DoctorCommand.Create(terminal));
        root.Subcommands.Add(TopCommand.Create(terminal));
        root.Subcommands.Add(ConfigCommand.Create(terminal));
        root.Subcommands.Add(CompletionCommand.Create(terminal));
        root.SetAction(line =>
        {
            new HelpAction().Invoke(line);
            HelpWithExamples.Write(Examples, terminal.Output);
            return ExitCode.Usage;
        });
        foreach (Option option in root.Options)
        {
            if (option is not HelpOption { Action: HelpAction usual }) continue;
            option.Action = new HelpWithExamples(usual);
            // They look like paths, and completion would offer them.
            option.Aliases.Remove("/?");
            option.Aliases.Remove("/h");
        }
        return root;
    }

    private static int Refuse(ParseResult line, Terminal terminal)
    {
        Command command = line.CommandResult.Command;
        // A misspelt command is also a missing one: the misspelling is what needs saying.
        foreach (var error in line.Errors.Where(error => line.UnmatchedTokens.Count == 0 || error.SymbolResult is not CommandResult || line.UnmatchedTokens.Any(error.Message.Contains)))
            terminal.Error.WriteLine($"lad: {error.Message.TrimEnd('.')}{Hint(error.Message, line.UnmatchedTokens, command)}");
        terminal.Error.WriteLine($"Try '{Path(command)} --help'.");
        return ExitCode.Usage;
    }

    private static string Hint(string message, IReadOnlyList<string> unmatched, Command command)
    {
        IEnumerable<string> names = command.Subcommands.Select(known => known.Name).Concat(command.Options.Select(known => known.Name)).Append("--config");
        return unmatched.FirstOrDefault(message.Contains) is { } token ? NearestName.Hint(token, names) : "";
    }

    private static string Path(Command command) =>
        command is not RootCommand && command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "lad";
}
