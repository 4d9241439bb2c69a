using System.Globalization;
using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;
using Lad.Elasticsearch.Writing;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Scoring;

/// <summary>Opens the data streams or indices to which verdicts go, and says what they took.</summary>
internal static class IndexOutput
{
    /// <summary>Opens the sink.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used; all that is wrong with them is listed.</exception>
    public static ElasticsearchVerdictSink Open(LadSettings settings, ElasticsearchCluster cluster, Terminal terminal)
    {
        var options = new ElasticsearchSinkOptions
        {
            ScoredIndex = VerdictIndices.Scored(settings),
            AnomaliesIndex = VerdictIndices.Anomalies(settings),
            Emit = settings.Output.Emit,
            BulkBytes = (int)settings.Elasticsearch.BulkBytes,
            BulkAge = settings.Elasticsearch.BulkAge,
            BulksInFlight = (int)settings.Elasticsearch.BulksInFlight,
            Patience = cluster.Patience,
            Say = cluster.Say,
        };
        string[] faults = [.. options.Validate()];
        return faults.Length == 0 ? new ElasticsearchVerdictSink(cluster.Client, options, terminal.Clock, VerdictOutput.Writer(settings), terminal.Instrumentation) : throw new ConfigurationException([.. faults.Select(fault => "Elasticsearch: " + fault)]);
    }

    /// <summary>Tells what became of the documents, for programs.</summary>
    public static void Tell(ElasticsearchVerdictSink sink, ILogger log)
    {
        ElasticsearchSinkCounters counters = sink.Counters;
        log.DocumentsWritten(sink.Name, counters.Documents, counters.Created, counters.Duplicates, counters.Refused, counters.InFlight, counters.Retried, counters.Requests, counters.FailureStoreUsed, counters.FailureStoreFailed);
    }

    /// <summary>Writes what became of the documents.</summary>
    public static void Report(ElasticsearchVerdictSink sink, TextWriter error)
    {
        ElasticsearchSinkCounters counters = sink.Counters;
        string pending = counters.InFlight > 0 ? string.Create(CultureInfo.InvariantCulture, $" + {counters.InFlight:N0} not settled") : "";
        string retried = counters.Retried > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {counters.Retried:N0} sent again") : "";
        error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"lad: {sink.Name}: {counters.Documents:N0} documents = {counters.Created:N0} created + {counters.Duplicates:N0} there already + {counters.Refused:N0} refused{pending}{retried}, in {counters.Requests:N0} requests"));
        if (counters.FailureStoreUsed > 0)
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lad: {counters.FailureStoreUsed:N0} of those created are in the data stream's failure store (GET NAME::failures/_search), not in the stream: their fields do not fit its mapping"));
        if (counters.FailureStoreFailed > 0)
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lad: {counters.FailureStoreFailed:N0} were refused by the failure store too"));
    }
}
