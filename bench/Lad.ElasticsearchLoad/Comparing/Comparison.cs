using System.Globalization;
using Lad.ElasticsearchLoad.Serving;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>Runs contenders in turn, several rounds after one to warm up, and tells what each took.</summary>
/// <param name="contenders">The contenders.</param>
/// <param name="server">What they write to.</param>
/// <param name="output">Receives the figures.</param>
internal sealed class Comparison(Contenders contenders, ServerProcess server, TextWriter output)
{
    public async Task RunAsync(int rounds, string only, CancellationToken stop)
    {
        Dictionary<string, List<Measurement>> measured = [];
        Contender[] chosen = [.. contenders.All.Where(contender => contender.Name.Contains(only, StringComparison.Ordinal))];
        for (int round = 0; round <= rounds; round++)
        {
            foreach (Contender contender in chosen)
            {
                stop.ThrowIfCancellationRequested();
                Measurement took = await MeasureAsync(contender).ConfigureAwait(false);
                await output.WriteLineAsync($"{(round == 0 ? "warm-up" : $"round {round}")}  {contender.Name,-28}{took}").ConfigureAwait(false);
                if (round == 0) continue;
                if (!measured.TryGetValue(contender.Name, out List<Measurement>? all)) measured.Add(contender.Name, all = []);
                all.Add(took);
            }
        }
        foreach (Contender contender in chosen)
        {
            double rate = Median(measured[contender.Name], one => one.Rate);
            string share = contender.Of is { } other && measured.TryGetValue(other, out List<Measurement>? others) ? Shares(measured[contender.Name], others, other) : "";
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"median   {contender.Name,-28}{rate,10:N0} documents/s  {Median(measured[contender.Name], one => one.Processor.TotalSeconds),6:F2} s of processor{share}")).ConfigureAwait(false);
        }
    }

    private async Task<Measurement> MeasureAsync(Contender contender)
    {
        await server.ForgetAsync().ConfigureAwait(false);
        GC.Collect();
        long start = TimeProvider.System.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime, serving = server.Processor;
        await contender.RunAsync().ConfigureAwait(false);
        var took = new Measurement(contender.Documents, TimeProvider.System.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor, server.Processor - serving, contender.Bytes);
        long written = await server.ForgetAsync().ConfigureAwait(false);
        return written == contender.Documents ? took : throw new InvalidOperationException($"{contender.Name}: the server has {written} of {contender.Documents} documents.");
    }

    // A run and its neighbour have met the same machine, whatever else it did: of a busy one their shares say more than the medians do.
    private static string Shares(List<Measurement> own, List<Measurement> others, string name)
    {
        double[] shares = [.. own.Zip(others, (one, its) => one.Rate / its.Rate)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {Median(own, one => one.Rate) / Median(others, one => one.Rate):F2} of {name}; round by round {string.Join(' ', shares.Select(share => share.ToString("F2", CultureInfo.InvariantCulture)))}, median {shares.Order().ElementAt(shares.Length / 2):F2}");
    }

    private static double Median(List<Measurement> all, Func<Measurement, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);
}
