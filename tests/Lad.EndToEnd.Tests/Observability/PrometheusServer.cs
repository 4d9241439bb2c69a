using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lad.Cli.Tests;
using Lad.Cli.Tests.Observability;

namespace Lad.EndToEnd.Tests.Observability;

/// <summary>A real Prometheus, of Debian's package, that reads processes every two seconds and judges them by the rules of <c>config/prometheus</c>.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lad-prometheus-");
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly StringBuilder said = new();
    private readonly Process process;
    private readonly long start = TimeProvider.System.GetTimestamp();

    private PrometheusServer(IEnumerable<(string Job, Uri Process)> targets)
    {
        string configuration = Path.Combine(folder.FullName, "prometheus.yml");
        File.WriteAllText(configuration, $"""
            global: {"{"} scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s {"}"}
            rule_files: ["{RepositoryRoot.PathTo("config", "prometheus", "rules", "*.yml")}"]
            scrape_configs:
            {string.Join('\n', targets.Select(target => $"- {{ job_name: {target.Job}, static_configs: [{{ targets: [\"{target.Process.Authority}\"] }}] }}"))}
            """);
        var run = new ProcessStartInfo(PrometheusProgram.Find("prometheus")!,
            ["--config.file=" + configuration, "--storage.tsdb.path=" + Path.Combine(folder.FullName, "data"), "--web.listen-address=127.0.0.1:0", "--enable-feature=exemplar-storage"])
        { RedirectStandardError = true };
        process = Process.Start(run)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (said) said.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to stderr.</summary>
    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <summary>A range that reaches back to before its start, as its language writes it.</summary>
    public string SinceStart => string.Create(CultureInfo.InvariantCulture, $"{(int)TimeProvider.System.GetElapsedTime(start).TotalSeconds + 10}s");

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="targets">Names of jobs, and where a process of each listens.</param>
    public static async Task<PrometheusServer> StartAsync(params (string Job, Uri Process)[] targets)
    {
        var server = new PrometheusServer(targets);
        await Probe.UntilAsync(() => server.process.HasExited || server.Said.Contains("Server is ready", StringComparison.Ordinal), () => server.Said);
        if (server.process.HasExited) Assert.Fail(server.Said);
        server.client.BaseAddress = new Uri("http://" + Listens().Match(server.Said).Groups[1].Value);
        return server;
    }

    /// <summary>The samples that an expression gives now.</summary>
    public async Task<IReadOnlyList<double>> QueryAsync(string expression)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("query", expression)]);
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/v1/query", UriKind.Relative), form);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        if (!response.IsSuccessStatusCode) Assert.Fail($"{expression}: {answer.RootElement}");
        return [.. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(sample => double.Parse(sample.GetProperty("value")[1].GetString()!.Replace("Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture))];
    }

    /// <summary>What an expression that gives one sample gives now; nothing while it gives none.</summary>
    public async Task<double?> ValueAsync(string expression) => await QueryAsync(expression) is [double value, ..] ? value : null;

    /// <summary>Waits until an expression gives a value.</summary>
    public async Task UntilAsync(string expression, double value)
    {
        long since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        double? last;
        while ((last = await ValueAsync(expression)) != value)
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience) Assert.Fail($"{expression} is {last}, and not {value}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>What was wrong with its reading and its rules, a sentence each: of its targets, and by its own counters.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        List<string> faults = [];
        using JsonDocument targets = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/targets", UriKind.Relative)));
        foreach (JsonElement target in targets.RootElement.GetProperty("data").GetProperty("activeTargets").EnumerateArray())
            if (target.GetProperty("health").GetString() != "up") faults.Add($"{target.GetProperty("scrapePool")}: {target.GetProperty("lastError")}");
        if (await ValueAsync($"min(min_over_time(up[{SinceStart}]))") != 1) faults.Add("a target was down for a moment");
        if (await ValueAsync($"min(min_over_time(scrape_samples_scraped[{SinceStart}]))") is not > 0) faults.Add("a reading had no samples");
        string own = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        faults.AddRange(Refusals().Matches(own).Where(counter => counter.Groups["value"].Value != "0").Select(counter => counter.Value));
        faults.AddRange(Said.Split('\n').Where(line => line.Contains("level=warn", StringComparison.Ordinal) || line.Contains("level=error", StringComparison.Ordinal)));
        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex("\"Listening on\" address=(\\S+)")]
    private static partial Regex Listens();

    [GeneratedRegex(@"^(prometheus_target_scrapes_\w+_total|prometheus_target_scrape_pools?_(?:\w+_)?(?:failed|exceeded_\w+)_total|prometheus_rule_evaluation_failures_total)(\{[^}]*\})? (?<value>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Refusals();
}
