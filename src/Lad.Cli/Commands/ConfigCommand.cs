using System.CommandLine;
using Lad.Cli.Configuration;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary><c>lad config</c>: what is in force and whether it is right.</summary>
internal static class ConfigCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("config", "Shows and checks the configuration.", "lad config show", "Lad__Training__Seed=7 lad config show", "lad config validate --config other.json", "lad config import .env_config.yaml");
        var show = new ExampledCommand("show", "Prints each setting in force and where its value came from.", "lad config show");
        show.Runs(terminal, line => Show(SettingOptions.Load(line, terminal), terminal.Output));
        var validate = new ExampledCommand("validate", "Checks the configuration and lists all that is wrong with it.", "lad config validate", "lad config validate --config other.json");
        validate.Runs(terminal, line =>
        {
            SettingOptions.Load(line, terminal);
            terminal.Output.WriteLine("The configuration is right.");
            return ExitCode.Done;
        });
        var schema = new ExampledCommand("schema", "Prints the JSON Schema of the configuration file.", "lad config schema > config/lad.schema.json");
        var markdown = new Option<bool>("--markdown") { Description = "Prints the settings as Markdown tables instead." };
        schema.Options.Add(markdown);
        schema.Runs(terminal, line =>
        {
            terminal.Output.Write(line.GetValue(markdown) ? SettingTable.Write() : SettingSchema.Write());
            return ExitCode.Done;
        });
        command.Subcommands.Add(show);
        command.Subcommands.Add(validate);
        command.Subcommands.Add(schema);
        command.Subcommands.Add(ConfigImportCommand.Create(terminal));
        return command;
    }

    private static int Show(EffectiveSettings effective, TextWriter output)
    {
        (string Key, string Value, string Origin)[] rows = [.. SettingCatalogue.All.SelectMany(setting => Rows(setting, effective))];
        int keys = rows.Max(row => row.Key.Length);
        int values = Math.Min(32, rows.Max(row => row.Value.Length));
        foreach ((string key, string value, string origin) in rows) output.WriteLine($"{key.PadRight(keys)}  {value.PadRight(values)}  {origin}");
        return ExitCode.Done;
    }

    private static IEnumerable<(string Key, string Value, string Origin)> Rows(Setting setting, EffectiveSettings effective)
    {
        string text = setting.Show(effective.Settings);
        if (!setting.IsTable || text.Length == 0)
        {
            yield return (setting.Key, text.Length > 0 ? text.Replace("\n", ", ", StringComparison.Ordinal) : "(none)", effective.Origin(setting));
            yield break;
        }
        foreach (string item in text.Split(SettingTypes.ListSeparator))
        {
            int equals = item.IndexOf('=');
            string key = $"{setting.Key}:{item[..equals]}";
            yield return (key, item[(equals + 1)..], effective.Origins.GetValueOrDefault(key, "default"));
        }
    }
}
