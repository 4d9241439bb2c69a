using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lad.Cli.Tests.Observability;
using Lad.EndToEnd.Tests.Kafka;

namespace Lad.EndToEnd.Tests.Observability;

[Collection(ScenarioGroup.Name)]
public sealed partial class MonitoredTests(LoadModel model)
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(Size.Of(10, 60));
    private static readonly int Rate = Size.Of(300, 1000);

    [PrometheusFact]
    public async Task Prometheus_reads_all_parts_under_load_counts_what_they_count_and_every_panel_has_data()
    {
        await using Plant plant = await Plant.StartAsync(model);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(await plant.TargetsAsync());
        await plant.LoadAsync(Time, Rate);
        await plant.SettleAsync();
        long scored = plant.Sent - plant.Malformed - plant.Empty;

        // What is counted at the end is there with the next reading.
        await prometheus.UntilAsync(Scorer("lad_received_records_total"), plant.Sent);
        await prometheus.UntilAsync(Scorer("lad_scored_records_total"), scored);
        await prometheus.UntilAsync(Scorer("lad_dead_lettered_records_total"), plant.Malformed);
        await prometheus.UntilAsync(Scorer("lad_filtered_records_total"), plant.Empty);
        await prometheus.UntilAsync(Scorer("lad_in_flight_records"), 0);
        await prometheus.UntilAsync($"messaging_client_sent_messages_total{{job=\"lad-scorer\",messaging_destination_name=\"{plant.Scenario.Scored}\",error_type=\"\"}}", scored);
        await prometheus.UntilAsync($"messaging_client_consumed_messages_total{{job=\"lad-scorer\",messaging_destination_name=\"{plant.Scenario.Input}\"}}", plant.Sent);
        Assert.Equal((scored, 0), (plant.Scenario.Distinct(), plant.Scenario.Repeats()));
        double anomalies = (await prometheus.ValueAsync(Scorer("lad_anomalies_total")))!.Value;
        Assert.True(anomalies > 0);
        await prometheus.UntilAsync("lad_factstore_anomalies_total{job=\"lad-factstore\",outcome=\"stored\"}", anomalies);
        JsonElement ingest = (await plant.StatusAsync()).GetProperty("ingest");
        Assert.Equal(anomalies, ingest.GetProperty("stored").GetDouble());
        Assert.Equal(ingest.GetProperty("received").GetDouble(), await prometheus.ValueAsync("lad_factstore_received_records_total{job=\"lad-factstore\"}"));
        await prometheus.UntilAsync("sum(lad_elasticsearch_bulk_items_total{job=\"lad-watcher\",outcome=\"created\"})", plant.Cluster.Verdicts());
        await prometheus.UntilAsync("lad_trainer_received_records_total{job=\"lad-trainer\"}", plant.Sent);

        Assert.Empty(await prometheus.FaultsAsync());
        Assert.Empty(await WithoutDataAsync(prometheus));

        double suppressed = (await prometheus.ValueAsync("sum(lad_suppressed_anomalies_total{job=\"lad-scorer\"})"))!.Value;
        string said = await plant.StopAsync("scorer");
        Assert.Equal([plant.Sent, scored, plant.Malformed, plant.Empty], Numbers(Balance().Match(said)));
        Assert.Equal([(long)anomalies, (long)suppressed], Numbers(Found().Match(said)));
        foreach (string part in new[] { "trainer", "factstore", "watcher" }) await plant.StopAsync(part);
    }

    /// <summary>Queries of the dashboards that give nothing: a panel that is empty before an operator who has all parts.</summary>
    private static async Task<IReadOnlyList<string>> WithoutDataAsync(PrometheusServer prometheus)
    {
        List<string> empty = [];
        foreach (Dashboard dashboard in Dashboard.All)
        {
            foreach (System.Text.Json.Nodes.JsonObject panel in dashboard.Panels)
            {
                foreach (string query in Dashboard.Queries(panel))
                {
                    IReadOnlyList<double> samples = await prometheus.QueryAsync(Regex.Replace(query.Replace("$__rate_interval", prometheus.SinceStart, StringComparison.Ordinal).Replace("$__range", prometheus.SinceStart, StringComparison.Ordinal), @"\$\w+", ".*"));
                    if (samples.All(double.IsNaN)) empty.Add($"{dashboard}, {panel["title"]}: {query} {(samples.Count == 0 ? "gives nothing" : "gives no number")}");
                }
            }
        }
        return empty;
    }

    private static string Scorer(string metric) => $"sum({metric}{{job=\"lad-scorer\"}})";

    private static long[] Numbers(Match match)
    {
        Assert.True(match.Success);
        return [.. match.Groups.Values.Skip(1).Select(group => group.Length == 0 ? 0 : long.Parse(group.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"([\d,]+) records .* = ([\d,]+) scored \+ ([\d,]+) dead-lettered \+ ([\d,]+) filtered")]
    private static partial Regex Balance();

    [GeneratedRegex(@"([\d,]+) anomalies(?:, ([\d,]+) of them suppressed)?")]
    private static partial Regex Found();
}
