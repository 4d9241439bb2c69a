using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top.Views;

/// <summary>How far a partition is behind.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its number.</param>
/// <param name="Records">Records behind.</param>
/// <param name="Trend">By how many that grows in a second, less than 0 when it shrinks; <see langword="null"/> while that is not known.</param>
internal sealed record LagView(string Topic, string Partition, double Records, double? Trend)
{
    private const string Name = "lad_kafka_consumer_lag_records";

    /// <summary>All partitions, the worst first.</summary>
    /// <param name="steady">Over a longer time.</param>
    /// <param name="earlier">What was measured at its beginning.</param>
    public static IReadOnlyList<LagView> Of(Interval steady, Exposition? earlier) =>
        [.. steady.Now.Samples(Name).Select(sample => Of(sample, steady.Seconds, earlier)).OrderByDescending(lag => lag.Records).ThenBy(lag => lag.Topic, StringComparer.Ordinal).ThenBy(lag => lag.Partition, StringComparer.Ordinal)];

    private static LagView Of(MetricSample sample, double seconds, Exposition? earlier)
    {
        bool isKnown = earlier?.TryGet(Name, out _, ("topic", sample["topic"]), ("partition", sample["partition"])) == true;
        double? trend = isKnown && seconds > 0 ? (sample.Value - earlier!.Sum(Name, ("topic", sample["topic"]), ("partition", sample["partition"]))) / seconds : null;
        return new LagView(sample["topic"], sample["partition"], sample.Value, trend);
    }
}
