using System.CommandLine;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary>The options that several commands share, and how a command gets its settings.</summary>
internal static class SettingOptions
{
    /// <summary>Names another configuration file; holds for every command.</summary>
    public static Option<string> ConfigFile() => new("--config")
    {
        HelpName = "FILE",
        Description = "The configuration file, instead of config/lad.json or the one that LAD_CONFIG names.",
        Recursive = true,
    };

    /// <summary>Adds the options that say which model.</summary>
    public static void AddModel(this Command command)
    {
        command.Options.Add(new SettingOption(SettingCatalogue.Model, "--model", "URI", "-m"));
        command.Options.Add(new SettingOption(SettingCatalogue.ModelName, "--name", "NAME"));
    }

    /// <summary>Adds the options that say where records come from and what of them is scored.</summary>
    public static void AddInput(this Command command)
    {
        command.Options.Add(new SettingOption(SettingCatalogue.From, "--from", "URI", "-f"));
        command.Options.Add(new SettingOption(SettingCatalogue.Field, "--field", "FIELD"));
    }

    /// <summary>Adds the options that say how a model is learned.</summary>
    public static void AddTraining(this Command command)
    {
        command.Options.Add(new SettingOption(SettingCatalogue.Seed, "--seed", "NUMBER"));
        command.Options.Add(new SettingOption(SettingCatalogue.MaxRecords, "--max-records", "NUMBER"));
        command.Options.Add(new SettingOption(SettingCatalogue.Map, "--map", "SIZE"));
        command.Options.Add(new SettingOption(SettingCatalogue.TrainingThreads, "--threads", "NUMBER"));
        command.AddThreshold();
    }

    /// <summary>Adds the options that say what makes an anomaly.</summary>
    public static void AddThreshold(this Command command)
    {
        command.Options.Add(new SettingOption(SettingCatalogue.Policy, "--threshold", "POLICY"));
        command.Options.Add(new SettingOption(SettingCatalogue.Parameter, "--parameter", "NUMBER"));
        command.Options.Add(new SettingOption(SettingCatalogue.Floor, "--floor", "SCORE"));
    }

    /// <summary>Adds the option that trains on whatever comes.</summary>
    public static Option<bool> AddForce(this Command command)
    {
        var force = new Option<bool>("--force") { Description = "Learns even from a stream that cannot be modelled because almost every line is a new template." };
        command.Options.Add(force);
        return force;
    }

    /// <summary>Adds the options that say how the graph runs.</summary>
    public static void AddScoring(this Command command)
    {
        command.Options.Add(new SettingOption(SettingCatalogue.Threads, "--threads", "NUMBER"));
        command.Options.Add(new SettingOption(SettingCatalogue.BatchSize, "--batch-size", "NUMBER"));
    }

    /// <summary>Adds the options that say where verdicts go.</summary>
    public static void AddOutput(this Command command)
    {
        command.Options.Add(new SettingOption(SettingCatalogue.To, "--to", "URI", "-t"));
        command.Options.Add(new SettingOption(SettingCatalogue.EmitWhich, "--emit", "WHICH"));
        command.Options.Add(new SettingOption(SettingCatalogue.Format, "--format", "FORMAT"));
        command.Options.Add(new SettingOption(SettingCatalogue.DeadLetters, "--dead-letters", "FILE"));
        command.Options.Add(new SettingOption(SettingCatalogue.Cursor, "--cursor", "FILE"));
        command.Options.Add(new SettingOption(SettingCatalogue.MaxPerWindow, "--max-anomalies", "NUMBER"));
        command.Options.Add(new SettingOption(SettingCatalogue.Window, "--window", "DURATION"));
    }

    /// <summary>Adds the option that says where people's feedback is published.</summary>
    public static void AddFeedback(this Command command) => command.Options.Add(new SettingOption(FeedbackCatalogue.Location, "--feedback", "URI"));

    /// <summary>Adds the options that say how Kafka is reached.</summary>
    public static void AddKafka(this Command command)
    {
        command.Options.Add(new SettingOption(KafkaCatalogue.BootstrapServers, "--brokers", "HOST:PORT"));
        command.Options.Add(new ClientPropertyOption());
    }

    /// <summary>Adds the options that say how a topic is read and what a crash may leave behind.</summary>
    public static void AddKafkaGroup(this Command command)
    {
        command.AddKafka();
        command.Options.Add(new SettingOption(KafkaCatalogue.GroupId, "--group", "NAME"));
        command.Options.Add(new SettingOption(KafkaCatalogue.Start, "--start", "WHERE"));
    }

    /// <summary>Adds the options that say how Elasticsearch is reached and what of it is read.</summary>
    public static void AddElasticsearch(this Command command)
    {
        command.AddNodes();
        command.Options.Add(new SettingOption(ElasticsearchCatalogue.Query, "--query", "QUERY"));
        command.Options.Add(new SettingOption(ElasticsearchCatalogue.Service, "--service", "NAME"));
    }

    /// <summary>Adds the option that says how Elasticsearch is reached.</summary>
    public static void AddNodes(this Command command) => command.Options.Add(new SettingOption(ElasticsearchCatalogue.Nodes, "--nodes", "URL"));

    /// <summary>Adds the option that says from when on is read.</summary>
    public static void AddSince(this Command command) => command.Options.Add(new SettingOption(SettingCatalogue.Since, "--since", "TIME"));

    /// <summary>Adds the options that say from when to when is read.</summary>
    public static void AddPeriod(this Command command)
    {
        command.AddSince();
        command.Options.Add(new SettingOption(SettingCatalogue.Until, "--until", "TIME"));
    }

    /// <summary>Adds the option that says how often is looked for new documents.</summary>
    public static void AddPoll(this Command command) => command.Options.Add(new SettingOption(ElasticsearchCatalogue.PollInterval, "--poll", "DURATION"));

    /// <summary>The settings in force for a command line.</summary>
    /// <exception cref="ConfigurationException">Something is wrong; all of it is listed.</exception>
    public static EffectiveSettings Load(ParseResult line, Terminal terminal)
    {
        SettingLayer given = Given(line);
        var effective = EffectiveSettings.Load(line.GetValue<string>("--config"), terminal.Variables, given);
        terminal.Log.Settle(effective.Settings, terminal.Variables);
        foreach (string note in effective.Notes) terminal.Log.CreateLogger(LogCategory.Process).SettingNoted(note);
        RefuseChoosing(effective, given.Entries);
        return effective;
    }

    /// <summary>As the other, but what is wrong is left out of the settings and listed beside them.</summary>
    public static (EffectiveSettings Settings, IReadOnlyList<string> Faults) Understood(ParseResult line, Terminal terminal) =>
        EffectiveSettings.Understand(line.GetValue<string>("--config"), terminal.Variables, Given(line));

    private static SettingLayer Given(ParseResult line)
    {
        var entries = new List<SettingEntry>();
        foreach (Option option in line.CommandResult.Command.Options)
        {
            if (option is SettingOption setting && line.GetResult(setting) is { Implicit: false } && line.GetValue(setting) is { } text)
                entries.Add(new SettingEntry(setting.Setting.Key, text, setting.Name));
            if (option is ClientPropertyOption properties && line.GetResult(properties) is { Implicit: false } && line.GetValue(properties) is { } items)
                entries.AddRange(items.Select(item => new SettingEntry(properties.Setting.Key, item, properties.Name)));
        }
        return new SettingLayer(entries, []);
    }

    // In a file or the environment they may be meant for other commands; who writes them here wants fewer records, and would get all.
    private static void RefuseChoosing(EffectiveSettings effective, IEnumerable<SettingEntry> commandLine)
    {
        if (effective.Settings.Input.From.Kind == LocationKind.Elasticsearch || effective.Settings.Training.From?.Kind == LocationKind.Elasticsearch) return;
        if (commandLine.FirstOrDefault(entry => entry.Key == ElasticsearchCatalogue.Query.Key || entry.Key == ElasticsearchCatalogue.Service.Key) is { } choosing)
            throw new CommandException($"{effective.Settings.Input.From} cannot be read in part: {choosing.Origin} ({choosing.Key}) is for es:", ExitCode.Usage);
    }
}
