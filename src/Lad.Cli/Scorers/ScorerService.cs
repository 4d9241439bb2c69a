using Lad.Cli.Clusters;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Feedback;
using Lad.Cli.Locations;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Models;
using Lad.Cli.Records;
using Lad.Cli.Running;
using Lad.Cli.Scoring;
using Lad.Cli.Terminals;
using Lad.Kafka.Clients;
using Lad.Kafka.Consuming;
using Lad.Kafka.Producing.Transactions;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sources;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Scorers;

/// <summary>
/// A scorer: follows models and feedback, waits for the first model and for what people said before, joins its group and scores until it is stopped. It joins only then, so that its partitions stay with those who can work on them.
/// </summary>
/// <param name="settings">The settings.</param>
/// <param name="terminal">The terminal.</param>
internal sealed class ScorerService(LadSettings settings, Terminal terminal)
{
    private readonly ILogger log = terminal.Log.CreateLogger(LogCategory.Scoring);

    /// <summary>Runs until stopped.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await CheckAsync(stop).ConfigureAwait(false);
        using var cluster = new ElasticsearchCluster(settings, terminal, isPatient: true);
        if (settings.Output.To.Kind == LocationKind.Elasticsearch) await cluster.CheckAsync(stop).ConfigureAwait(false);
        terminal.Health.Started();
        var router = new ModelRouter(new ModelRouterOptions { MaxBytes = settings.Model.MaxBytes });
        var models = new ModelsFollowed(ModelPlace.Library(settings, terminal.Clock, instrumentation: terminal.Instrumentation), router, terminal);
        await using FeedbackFollowed feedback = FeedbackFollowed.Start(settings, terminal, stop);
        try
        {
            return await Companions.RunAsync(ended => ScoreAsync(models, router, feedback, cluster, ended), stop, models.RunAsync, feedback.WatchAsync).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.StoppedWhileWarming();
            return ExitCode.Done;
        }
    }

    private async Task<int> ScoreAsync(ModelsFollowed models, ModelRouter router, FeedbackFollowed feedback, ElasticsearchCluster cluster, CancellationToken stop)
    {
        await models.Ready.WaitAsync(stop).ConfigureAwait(false);
        await feedback.ReadyAsync(stop).ConfigureAwait(false);
        // The source is closed first: the last transaction needs its producer.
        await using GraphOutput output = await GraphOutput.OpenAsync(settings, terminal, cluster, stop, settings.Kafka.IsExactlyOnce).ConfigureAwait(false);
        await using OpenSource source = OpenSource.Of(Open(output.Transactions));
        return await new ScoringRun(settings, router, feedback.Slot, terminal).RunAsync(source.Source, source, output, null, stop).ConfigureAwait(false);
    }

    private IRecordSource Open(KafkaTransactions? transactions)
    {
        KafkaSource source = TopicSource.OfGroup(settings, fromEnd: false, terminal, transactions);
        return transactions?.Over(source) ?? source;
    }

    // What is read must be there; what is written a broker may make by itself, with settings that nobody chose.
    private async Task CheckAsync(CancellationToken stop)
    {
        IReadOnlyList<string> read = settings.Input.From.Topics;
        if (settings.Model.Location.Kind == LocationKind.Kafka) read = [.. read, settings.Model.Location.Path];
        IReadOnlyDictionary<string, int> found = await KafkaConnection.CheckAsync(settings.Kafka.ToClientOptions(), read, cancellation: stop).ConfigureAwait(false);
        string[] missing = [.. Written().Where(topic => topic.Length > 0 && !found.ContainsKey(topic)).Distinct(StringComparer.Ordinal)];
        if (missing.Length > 0) log.TopicsMissing(string.Join(", ", missing));
    }

    private IEnumerable<string> Written()
    {
        if (settings.Output.To.Kind == LocationKind.Kafka)
        {
            yield return settings.Output.To.Path;
            yield return settings.Kafka.AnomaliesTopic;
        }
        if (settings.Output.DeadLetters is not { Kind: LocationKind.Kafka, Path: var path }) yield break;
        if (path.Length > 0) yield return path;
        else foreach (string topic in settings.Input.From.Topics) yield return settings.Kafka.DeadLettersOf(topic);
    }
}
