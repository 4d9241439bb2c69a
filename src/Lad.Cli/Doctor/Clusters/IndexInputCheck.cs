using Lad.Cli.Doctor.Inputs;
using Lad.Cli.Locations;
using Lad.Cli.Records;
using Lad.Cli.Terminals;
using Lad.Pipeline.Batches;

namespace Lad.Cli.Doctor.Clusters;

/// <summary>Reads the latest documents of an input in Elasticsearch, and looks whether they are understood.</summary>
/// <param name="scope">What is looked at.</param>
/// <param name="place">The indices.</param>
internal sealed class IndexInputCheck(Scope scope, Location place)
{
    private const int MostRecords = 100;

    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        var settings = scope.Settings with { Input = scope.Settings.Input with { From = place, MaxRecords = MostRecords } };
        Terminal silent = scope.Terminal with { Output = TextWriter.Null, Error = TextWriter.Null, ErrorIsInteractive = false };
        var sample = new RecordSample(settings.Input, scope.Clock.GetUtcNow());
        await using (OpenSource open = await OpenSource.ToEndAsync(settings, silent, end, latest: true).ConfigureAwait(false))
        {
            var batch = new RecordBatch(MostRecords);
            int left = MostRecords;
            while (left > 0 && await open.Source.ReadAsync(batch, end).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Count && left > 0; i++, left--) sample.Add(batch.Record(i));
                batch.Clear();
            }
        }
        sample.Report(findings, place.ToString());
    }
}
