using System.CommandLine;
using Lad.Cli.Configuration;
using Lad.Cli.Configuration.Importing;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary><c>lad config import</c>: makes a configuration of the predecessor's, or of the prototype's.</summary>
internal static class ConfigImportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("import", "Makes lad.json of the predecessor's YAML or environment, and names each key that has no counterpart.",
            "lad config import .env_config.yaml > config/lad.json",
            "env | grep ^LAD_ | lad config import - --output config/lad.json");
        var file = new Argument<string>("FILE") { Description = "A YAML file, a file of KEY=value lines, or - for standard input." };
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Where the configuration is written instead of standard output; it must not be there yet." };
        command.Arguments.Add(file);
        command.Options.Add(output);
        command.Runs(terminal, line => Import(line.GetValue(file)!, line.GetValue(output), terminal));
        return command;
    }

    private static int Import(string file, string? output, Terminal terminal)
    {
        ConfigurationImport import;
        try
        {
            using Stream stream = file == "-" ? terminal.OpenInput() : File.OpenRead(file);
            import = ConfigurationImport.Of(ImportedFile.Read(stream, file == "-" ? "stdin" : file));
        }
        catch (ImportException failure)
        {
            throw new CommandException(failure.Message, ExitCode.Configuration);
        }
        if (output is null) terminal.Output.Write(ImportedJson.Write(import.Entries));
        else Keep(output, import);
        Report(import, terminal.Error);
        return ExitCode.Done;
    }

    private static void Keep(string path, ConfigurationImport import)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        bool secret = import.Entries.Any(entry => entry.Key == ElasticsearchCatalogue.Password.Key);
        if (secret && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var writer = new StreamWriter(path, options);
            writer.Write(ImportedJson.Write(import.Entries));
        }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new CommandException($"{path} is there already; move it away, or name another file.", inner: failure);
        }
    }

    private static void Report(ConfigurationImport import, TextWriter error)
    {
        List("not taken over", import.Left);
        List("meaning something else", import.Changed);
        List("not known", import.Unknown);

        void List(string title, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0) return;
            error.WriteLine($"lad: {title}:");
            foreach (string line in lines) error.WriteLine("  " + line);
        }
    }
}
