using System.Globalization;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.FactStoreLoad.Asking;
using Lad.FactStoreLoad.Databases;
using Lad.FactStoreLoad.Filling;
using Lad.Pipeline.Sources.Files;

namespace Lad.FactStoreLoad;

/// <summary>One database: filled from JSON lines through the ingest, then asked, then asked through HTTP. Tells Markdown tables.</summary>
internal sealed class Measurement(TextWriter output, int anomalies, int groups, int states, int rounds)
{
    public async Task<int> RunAsync(string kind, CancellationToken stop)
    {
        await using MeasuredDatabase place = await MeasuredDatabase.CreateAsync(kind).ConfigureAwait(false);
        await using FactStoreDatabase database = await FactStoreDatabase.OpenAsync(place.ConnectionString, TimeProvider.System, stop).ConfigureAwait(false);
        var parts = new FactStoreParts
        {
            Database = database,
            Ledger = new FeedbackLedger(database, TimeProvider.System),
            Archive = new AnomalyArchive(database, TimeProvider.System),
            Tail = new LiveTail(),
            Audit = new AuditTrail(database, TimeProvider.System),
            Status = new PipelineStatus(),
            Clock = TimeProvider.System,
        };
        var lines = new ScoredLoad(anomalies, groups, TimeProvider.System.GetUtcNow());
        if (anomalies > 0) await FillAsync(parts, lines, kind, stop).ConfigureAwait(false);
        await lines.JudgeAsync(parts.Ledger, states, stop).ConfigureAwait(false);
        Say($"\n| {kind}, load {Load()} | p50 ms | p99 ms | longest ms |\n| --- | --- | --- | --- |");
        foreach (Question question in await Questions.OfAsync(parts.Archive, lines).ConfigureAwait(false)) await AskAsync(question, stop).ConfigureAwait(false);
        await using FactStoreHost host = await FactStoreHost.StartAsync(new FactStoreOptions { Port = 0 }, parts, stop).ConfigureAwait(false);
        using var client = new HttpClient { BaseAddress = host.Address };
        foreach (Question question in Questions.OfPages(client)) await AskAsync(question, stop).ConfigureAwait(false);
        return 0;
    }

    private async Task FillAsync(FactStoreParts parts, ScoredLoad lines, string kind, CancellationToken stop)
    {
        Say($"| {kind}, load {Load()} | anomalies | s | anomalies/s | processor s of the store | whole seconds below 10,000 |\n| --- | --- | --- | --- | --- | --- |");
        string directory = Directory.CreateTempSubdirectory("lad-load-").FullName;
        string file = Path.Combine(directory, "anomalies.jsonl");
        lines.Write(file);
        await using var source = new MeteredSource(new FileSource(file, FileSourceOptions.Default, TimeProvider.System));
        TimeSpan worked = Environment.CpuUsage.TotalTime;
        long start = TimeProvider.System.GetTimestamp();
        await new AnomalyIngest(parts.Archive, parts.Tail, parts.Status, TimeProvider.System, Console.Error.WriteLine).RunAsync(source, stop).ConfigureAwait(false);
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        PipelineSnapshot seen = parts.Status.Snapshot();
        Say($"| {new FileInfo(file).Length >> 20} MiB of JSON lines | {seen.Stored:N0} | {seconds:F1} | **{seen.Stored / seconds:N0}** | {(Environment.CpuUsage.TotalTime - worked).TotalSeconds:F1} | {source.SlowSeconds} of {source.Seconds} |");
        Directory.Delete(directory, recursive: true);
        if (seen.Stored != anomalies || source.Acknowledged != anomalies) throw new InvalidOperationException($"{anomalies} were sent, {seen.Stored} stored, {seen.Duplicates} known, {seen.Refused} refused, {source.Acknowledged} acknowledged.");
    }

    private async Task AskAsync(Question question, CancellationToken stop)
    {
        for (int warm = 0; warm < 5; warm++) await question.Ask(stop).ConfigureAwait(false);
        List<double> times = [];
        for (int round = 0; round < rounds; round++)
        {
            long start = TimeProvider.System.GetTimestamp();
            await question.Ask(stop).ConfigureAwait(false);
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        Say($"| {question.Name} | {times[times.Count / 2]:F1} | {times[Math.Min(times.Count - 1, times.Count * 99 / 100)]:F1} | {times[^1]:F1} |");
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
