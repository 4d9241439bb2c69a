using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lad.Pipeline.Telemetry;
using OpenTelemetry.Metrics;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>A <see cref="CountedHistogram"/>, put together from its three counters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Buckets">Upper bounds, rising, and values up to each.</param>
/// <param name="Sum">Sum of the values.</param>
internal sealed record CountedHistogramFamily(string Name, string Meaning, IReadOnlyList<(double Bound, long Count)> Buckets, double Sum)
{
    /// <summary>Puts together what belongs together.</summary>
    /// <param name="buckets">The family that may be its buckets.</param>
    /// <param name="families">All families.</param>
    /// <param name="histogram">The histogram.</param>
    public static bool TryJoin(MetricFamily buckets, IReadOnlyDictionary<string, MetricFamily> families, [NotNullWhen(true)] out CountedHistogramFamily? histogram)
    {
        histogram = null;
        if (!buckets.IsOwn || buckets.Kind != FamilyKind.Counter || !buckets.Name.EndsWith(CountedHistogram.BucketSuffix, StringComparison.Ordinal)) return false;
        string name = buckets.Name[..^CountedHistogram.BucketSuffix.Length];
        if (!families.TryGetValue(name + CountedHistogram.SumSuffix, out MetricFamily? sum) || sum.Points is not [var total] || !families.ContainsKey(name + CountedHistogram.CountSuffix)) return false;
        // The number of values is that of the last bucket: the counters are read one after the other, and those of one text must agree.
        histogram = new CountedHistogramFamily(name, buckets.Meaning, [.. buckets.Points.Select(Bucket).OrderBy(bucket => bucket.Bound)], total.Point.GetSumDouble());
        return true;
    }

    /// <summary>Whether a family is a part of it.</summary>
    public bool Has(MetricFamily family) => family.Name == Name + CountedHistogram.BucketSuffix || family.Name == Name + CountedHistogram.SumSuffix || family.Name == Name + CountedHistogram.CountSuffix;

    private static (double Bound, long Count) Bucket(LabelledPoint bucket)
    {
        string bound = "";
        foreach (KeyValuePair<string, object?> tag in bucket.Point.Tags)
            if (tag.Key == CountedHistogram.BucketLabel) bound = tag.Value as string ?? "";
        return (double.TryParse(bound, CultureInfo.InvariantCulture, out double number) ? number : double.PositiveInfinity, bucket.Point.GetSumLong());
    }
}
