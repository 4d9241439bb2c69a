using System.CommandLine;
using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Terminals;
using Lad.Cli.Topics;
using Lad.Kafka.Topics;

namespace Lad.Cli.Commands;

/// <summary><c>lad topics</c>: makes the topics, and finds where they differ from the settings.</summary>
internal static class TopicsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("topics", "Makes the topics that LAD uses, and finds where they differ from the settings.", "lad topics plan", "lad topics apply --brokers kafka:9092");
        command.Subcommands.Add(Plan(terminal));
        command.Subcommands.Add(Apply(terminal));
        return command;
    }

    private static ExampledCommand Plan(Terminal terminal)
    {
        var command = new ExampledCommand("plan", "Prints what differs between the topics and the settings, and in Elasticsearch when it is chosen; changes nothing. Ends with 0 when nothing differs, with 3 when something does.",
            "lad topics plan --from kafka:shop,bank --brokers kafka:9092", "lad topics plan --replication 3 --as-commands");
        (Option<bool> grow, Option<bool> inputs, Option<bool> commands) = AddOptions(command);
        command.Runs(terminal, async (line, stop) =>
        {
            EffectiveSettings effective = SettingOptions.Load(line, terminal);
            int topics = await PlanAsync(effective.Settings, line.GetValue(grow), line.GetValue(inputs), line.GetValue(commands), terminal, stop).ConfigureAwait(false);
            return line.GetValue(commands) ? topics : Math.Max(topics, await InClusterAsync(effective, setup => setup.PlanAsync(stop), terminal).ConfigureAwait(false));
        });
        return command;
    }

    private static ExampledCommand Apply(Terminal terminal)
    {
        var command = new ExampledCommand("apply", "Makes the topics that are missing and changes what differs from the settings, and does the work of lad es setup when Elasticsearch is chosen; can be repeated. Ends with 1 when something cannot be changed.",
            "lad topics apply --brokers kafka:9092 --partitions 12", "lad topics apply --partitions 24 --grow", "lad topics apply --brokers kafka:9092 --nodes https://es-1:9200");
        (Option<bool> grow, Option<bool> inputs, Option<bool> commands) = AddOptions(command);
        command.Runs(terminal, async (line, stop) =>
        {
            EffectiveSettings effective = SettingOptions.Load(line, terminal);
            int topics = await ApplyAsync(effective.Settings, line.GetValue(grow), line.GetValue(inputs), line.GetValue(commands), terminal, stop).ConfigureAwait(false);
            return line.GetValue(commands) ? topics : Math.Max(topics, await InClusterAsync(effective, setup => setup.ApplyAsync(stop), terminal).ConfigureAwait(false));
        });
        return command;
    }

    private static async Task<int> PlanAsync(LadSettings settings, bool grow, bool inputs, bool asCommands, Terminal terminal, CancellationToken stop)
    {
        using TopicAdministration topics = await ConnectAsync(settings, stop).ConfigureAwait(false);
        IReadOnlyList<TopicSpec> plan = PlannedTopics.Of(settings);
        ClusterState cluster = await topics.ReadAsync(plan).ConfigureAwait(false);
        IReadOnlyList<TopicDifference> differences = TopicCheck.Compare(plan, cluster, grow, inputs);
        Say(cluster, plan, differences, settings, asCommands, terminal);
        return differences.Any(Matters) ? ExitCode.Differs : ExitCode.Done;
    }

    private static async Task<int> ApplyAsync(LadSettings settings, bool grow, bool inputs, bool commandsOnly, Terminal terminal, CancellationToken stop)
    {
        using TopicAdministration topics = await ConnectAsync(settings, stop).ConfigureAwait(false);
        IReadOnlyList<TopicSpec> plan = PlannedTopics.Of(settings);
        ClusterState cluster = await topics.ReadAsync(plan).ConfigureAwait(false);
        IReadOnlyList<TopicDifference> differences = TopicCheck.Compare(plan, cluster, grow, inputs);
        bool asCommands = commandsOnly || cluster.Obstacle is not null;
        Say(cluster, plan, differences, settings, asCommands, terminal);
        if (commandsOnly) return ExitCode.Done;
        if (cluster.Obstacle is not null) return differences.Any(Matters) ? ExitCode.Failed : ExitCode.Done;
        await topics.ApplyAsync(plan, cluster, differences).ConfigureAwait(false);
        int done = differences.Count(difference => difference.Action is not (TopicAction.Leave or TopicAction.Refuse));
        if (done > 0) terminal.Error.WriteLine($"lad: done at {settings.Kafka.BootstrapServers}");
        return differences.Any(difference => difference.Action == TopicAction.Refuse) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<int> InClusterAsync(EffectiveSettings effective, Func<ClusterSetup, Task<int>> work, Terminal terminal)
    {
        if (!ClusterSetup.IsWanted(effective)) return ExitCode.Done;
        using var cluster = new ElasticsearchCluster(effective.Settings, terminal, isPatient: false);
        return await work(new ClusterSetup(effective.Settings, cluster, terminal)).ConfigureAwait(false);
    }

    private static (Option<bool> Grow, Option<bool> Inputs, Option<bool> Commands) AddOptions(Command command)
    {
        var grow = new Option<bool>("--grow") { Description = "Adds partitions where there are fewer than wanted; records of a key then go to another partition than before." };
        var inputs = new Option<bool>("--inputs") { Description = "Changes input topics that exist as well, which others write; without it they are only made." };
        var commands = new Option<bool>("--as-commands") { Description = "Prints command lines of Kafka's own tools instead, and changes nothing." };
        command.Options.Add(new SettingOption(SettingCatalogue.From, "--from", "URI", "-f"));
        command.AddKafka();
        command.AddNodes();
        command.Options.Add(new SettingOption(TopicCatalogue.Partitions, "--partitions", "NUMBER"));
        command.Options.Add(new SettingOption(TopicCatalogue.Replication, "--replication", "NUMBER"));
        command.Options.Add(grow);
        command.Options.Add(inputs);
        command.Options.Add(commands);
        return (grow, inputs, commands);
    }

    private static Task<TopicAdministration> ConnectAsync(LadSettings settings, CancellationToken cancellation) =>
        TopicAdministration.ConnectAsync(settings.Kafka.ToClientOptions(), cancellation: cancellation);

    private static void Say(ClusterState cluster, IReadOnlyList<TopicSpec> plan, IReadOnlyList<TopicDifference> differences, LadSettings settings, bool asCommands, Terminal terminal)
    {
        if (cluster.Obstacle is { } obstacle) terminal.Error.WriteLine($"lad: {obstacle}.");
        if (differences.Count == 0) terminal.Error.WriteLine($"lad: all {plan.Count} topics are as the settings want them.");
        else if (asCommands) terminal.Output.Write(string.Concat(TopicCommands.Of(plan, cluster, differences, settings.Kafka.BootstrapServers).Select(command => command + Environment.NewLine)));
        else DifferenceTable.Write(differences, terminal.Output);
    }

    private static bool Matters(TopicDifference difference) => difference.Action != TopicAction.Leave;
}
