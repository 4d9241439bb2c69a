using System.CommandLine;
using System.Globalization;
using Lad.Cli.Configuration;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Detection;
using Lad.Detection.Comparing;
using Lad.Pipeline.Models;

namespace Lad.Cli.Commands;

/// <summary><c>lad model</c>: looks at models and puts versions in force.</summary>
internal static class ModelCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("model", "Looks at models and puts versions in force.", "lad model list", "lad model show", "lad model map --svg map.svg");
        command.Subcommands.Add(List(terminal));
        command.Subcommands.Add(Show(terminal));
        command.Subcommands.Add(Map(terminal));
        command.Subcommands.Add(Diff(terminal));
        command.Subcommands.Add(Rollback(terminal));
        return command;
    }

    private static ExampledCommand List(Terminal terminal)
    {
        var command = new ExampledCommand("list", "Lists the models of a directory or a topic and their versions; a star marks those in force.", "lad model list --model models:.lad/models", "lad model list --model kafka:lad.models");
        command.AddModel();
        command.AddKafka();
        command.Runs(terminal, async (line, cancellation) =>
        {
            IModelLibrary library = ModelPlace.Library(SettingOptions.Load(line, terminal).Settings, terminal);
            foreach (string name in await library.NamesAsync(cancellation).ConfigureAwait(false))
                foreach (StoredModel stored in await library.History(name).ListAsync(cancellation).ConfigureAwait(false))
                    terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(stored.IsCurrent ? '*' : ' ')} {name}  {stored.Version}  {stored.Bytes,12:N0} bytes"));
            return ExitCode.Done;
        });
        return command;
    }

    private static ExampledCommand Show(Terminal terminal)
    {
        var command = new ExampledCommand("show", "Says what a model learned: origin, templates, words, map, threshold.", "lad model show", "lad model show 20261121T011300Z-9f2c1a04");
        Argument<string?> version = Version("The version to show; the one in force if none is named.");
        command.AddModel();
        command.AddKafka();
        command.Arguments.Add(version);
        command.Runs(terminal, async (line, cancellation) =>
        {
            DetectionModel model = await ReadAsync(SettingOptions.Load(line, terminal).Settings, line.GetValue(version), terminal, cancellation).ConfigureAwait(false);
            terminal.Output.Write(ModelReport.Render(model, terminal.Width));
            return ExitCode.Done;
        });
        return command;
    }

    private static ExampledCommand Map(Terminal terminal)
    {
        var command = new ExampledCommand("map", "Draws a model's map: how far apart its nodes lie, and what they stand for.", "lad model map", "lad model map --svg map.svg");
        Argument<string?> version = Version("The version to draw; the one in force if none is named.");
        var svg = new Option<string>("--svg") { HelpName = "FILE", Description = "Writes an SVG file instead of drawing in the terminal." };
        command.AddModel();
        command.AddKafka();
        command.Arguments.Add(version);
        command.Options.Add(svg);
        command.Runs(terminal, async (line, cancellation) =>
        {
            DetectionModel model = await ReadAsync(SettingOptions.Load(line, terminal).Settings, line.GetValue(version), terminal, cancellation).ConfigureAwait(false);
            if (line.GetValue(svg) is { } path) await File.WriteAllTextAsync(path, MapSvg.Render(model), cancellation).ConfigureAwait(false);
            else terminal.Output.Write(MapText.Render(model, terminal.Width, terminal switch { { OutputIsInteractive: false } => MapTextStyle.Ascii, { Colour: true } => MapTextStyle.Colour, _ => MapTextStyle.Shades }));
            return ExitCode.Done;
        });
        return command;
    }

    private static ExampledCommand Diff(Terminal terminal)
    {
        var command = new ExampledCommand("diff", "Says what changed from one version to another: templates, words, verdicts.", "lad model diff", "lad model diff OLD NEW");
        Argument<string?> older = Version("The older version; the one before the newer if none is named.", "old");
        Argument<string?> newer = Version("The newer version; the one in force if none is named.", "new");
        command.AddModel();
        command.AddKafka();
        command.Arguments.Add(older);
        command.Arguments.Add(newer);
        command.Runs(terminal, async (line, cancellation) =>
        {
            LadSettings settings = SettingOptions.Load(line, terminal).Settings;
            DetectionModel after = await ReadAsync(settings, line.GetValue(newer), terminal, cancellation).ConfigureAwait(false);
            IModelHistory history = ModelPlace.Library(settings, terminal).History(settings.Model.Name);
            string before = line.GetValue(older)
                ?? (await history.ListAsync(cancellation).ConfigureAwait(false)).SkipWhile(stored => stored.Version != after.Metadata.Version).Skip(1).FirstOrDefault()?.Version
                ?? throw new CommandException($"there is no version before {after.Metadata.Version}; name two: lad model diff OLD NEW");
            terminal.Output.Write(ComparisonReport.Render(ModelComparer.Compare(await history.ReadAsync(before, cancellation).ConfigureAwait(false), after), terminal.Width));
            return ExitCode.Done;
        });
        return command;
    }

    private static ExampledCommand Rollback(Terminal terminal)
    {
        var command = new ExampledCommand("rollback", "Puts an older version in force; scorers that watch take it up at once.", "lad model rollback", "lad model rollback 20261121T011300Z-9f2c1a04");
        Argument<string?> version = Version("The version to put in force; the one before the present one if none is named.");
        command.AddModel();
        command.AddKafka();
        command.Arguments.Add(version);
        command.Runs(terminal, async (line, cancellation) =>
        {
            LadSettings settings = SettingOptions.Load(line, terminal).Settings;
            DetectionModel model = await ModelPlace.Library(settings, terminal).History(settings.Model.Name).RollbackAsync(line.GetValue(version), cancellation).ConfigureAwait(false);
            terminal.Error.WriteLine($"lad: {model.Metadata.Name} {model.Metadata.Version} is in force");
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string?> Version(string description, string name = "version") =>
        new(name) { Arity = ArgumentArity.ZeroOrOne, Description = description };

    private static async Task<DetectionModel> ReadAsync(LadSettings settings, string? version, Terminal terminal, CancellationToken cancellation) => version is null
        ? await ModelPlace.ReadAsync(settings.Model, ModelPlace.Open(settings, terminal), cancellation).ConfigureAwait(false)
        : await ModelPlace.Library(settings, terminal).History(settings.Model.Name).ReadAsync(version, cancellation).ConfigureAwait(false);
}
