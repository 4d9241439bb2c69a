using System.Globalization;

namespace Lad.Cli.Telemetry.Reading;

/// <summary>A histogram: how many values are at most each bound.</summary>
/// <param name="Labels">What it is told by, without <c>le</c>.</param>
/// <param name="Buckets">Upper bounds with the number of values up to them, in the order of the bounds; the last is infinite.</param>
/// <param name="Sum">The sum of all values.</param>
/// <param name="Count">Their number.</param>
internal sealed record MetricHistogram(IReadOnlyList<MetricLabel> Labels, IReadOnlyList<(double UpperBound, double Count)> Buckets, double Sum, double Count)
{
    /// <summary>The mean of all values; <see langword="null"/> of none.</summary>
    public double? Mean => Count > 0 && double.IsFinite(Sum) ? Sum / Count : null;

    /// <summary>The value of a label; empty when there is none.</summary>
    public string this[string label] => Labels.FirstOrDefault(one => one.Name == label).Value ?? "";

    /// <summary>
    /// The value below which a share of all lies, taken as spread evenly within its bucket, as Prometheus does; the highest finite bound when it lies beyond that; <see langword="null"/> of none.
    /// </summary>
    /// <param name="share">From 0 to 1.</param>
    public double? Quantile(double share)
    {
        if (Buckets.Count == 0 || Buckets[^1].Count is not > 0) return null;
        double rank = share * Buckets[^1].Count;
        double lower = 0, below = 0;
        foreach ((double bound, double count) in Buckets)
        {
            if (count >= rank && count > below)
            {
                if (double.IsPositiveInfinity(bound)) return lower;
                return lower + ((bound - lower) * Math.Clamp((rank - below) / (count - below), 0, 1));
            }
            lower = double.IsFinite(bound) ? bound : lower;
            below = Math.Max(below, count);
        }
        return lower;
    }

    /// <summary>What came since an earlier reading; all of it when counting began anew meanwhile.</summary>
    public MetricHistogram Since(MetricHistogram? earlier)
    {
        if (earlier is null || earlier.Count > Count || earlier.Buckets.Count != Buckets.Count) return this;
        var buckets = new (double, double)[Buckets.Count];
        for (int i = 0; i < buckets.Length; i++)
        {
            if (earlier.Buckets[i].UpperBound != Buckets[i].UpperBound || earlier.Buckets[i].Count > Buckets[i].Count) return this;
            buckets[i] = (Buckets[i].UpperBound, Buckets[i].Count - earlier.Buckets[i].Count);
        }
        return this with { Buckets = buckets, Sum = Sum - earlier.Sum, Count = Count - earlier.Count };
    }

    internal static IReadOnlyList<MetricHistogram> Of(Exposition exposition, string name)
    {
        Dictionary<string, double> sums = ByKey(exposition.Samples(name + "_sum")), counts = ByKey(exposition.Samples(name + "_count"));
        var found = new List<MetricHistogram>();
        foreach (IGrouping<string, MetricSample> one in exposition.Samples(name + "_bucket").GroupBy(sample => sample.Key(except: "le"), StringComparer.Ordinal))
        {
            (double, double)[] buckets = [.. one.Select(sample => (Bound(sample["le"]), sample.Value)).Where(bucket => !double.IsNaN(bucket.Item1)).OrderBy(bucket => bucket.Item1)];
            if (buckets.Length == 0) continue;
            found.Add(new MetricHistogram(
                [.. one.First().Labels.Where(label => label.Name != "le")], buckets, sums.GetValueOrDefault(one.Key), counts.TryGetValue(one.Key, out double count) ? count : buckets[^1].Item2));
        }
        return found;
    }

    private static Dictionary<string, double> ByKey(IReadOnlyList<MetricSample> samples)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (MetricSample sample in samples) values[sample.Key(except: "")] = sample.Value;
        return values;
    }

    private static double Bound(string text) =>
        text is "+Inf" or "Inf" ? double.PositiveInfinity : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound) ? bound : double.NaN;
}
