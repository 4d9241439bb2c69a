using System.Diagnostics.Metrics;

namespace Lad.Pipeline.Telemetry;

/// <summary>
/// A histogram of which every value counts, for values of which there are millions a second: a <see cref="Histogram{T}"/> with OpenTelemetry behind it takes 20 ns for a value, a twentieth of what a whole verdict takes.
/// It counts by itself and shows the meter three counters with the names that Prometheus has for the parts of a histogram: <c>name_bucket</c> (cumulative, by the label <c>le</c>), <c>name_sum</c> and
/// <c>name_count</c>. An exporter of Prometheus's text joins them to one histogram.
/// </summary>
public sealed class CountedHistogram
{
    private readonly Lock sync = new();
    private readonly double[] boundaries;
    private readonly KeyValuePair<string, object?>[] labels;
    private readonly long[] counts;
    private double sum;

    /// <summary>Makes a histogram without values.</summary>
    /// <param name="meter">Its meter.</param>
    /// <param name="name">The histogram's name, without dots: as Prometheus has it.</param>
    /// <param name="description">What its values are.</param>
    /// <param name="boundaries">Upper bounds of the buckets, rising; a last bucket has what is above.</param>
    public CountedHistogram(Meter meter, string name, string description, double[] boundaries)
    {
        this.boundaries = boundaries;
        counts = new long[boundaries.Length + 1];
        labels = [.. boundaries.Select(Text).Append("+Inf").Select(text => KeyValuePair.Create(BucketLabel, (object?)text))];
        meter.CreateObservableCounter(name + BucketSuffix, Buckets, null, description);
        meter.CreateObservableCounter(name + SumSuffix, () => Sum, null, description);
        meter.CreateObservableCounter(name + CountSuffix, () => Count, null, description);
    }

    /// <summary>What the name of a histogram's buckets ends with.</summary>
    public const string BucketSuffix = "_bucket";

    /// <summary>What the name of its sum ends with.</summary>
    public const string SumSuffix = "_sum";

    /// <summary>What the name of the number of its values ends with.</summary>
    public const string CountSuffix = "_count";

    /// <summary>The label of a bucket's upper bound.</summary>
    public const string BucketLabel = "le";

    /// <summary>Sum of all values.</summary>
    public double Sum
    {
        get
        {
            lock (sync) return sum;
        }
    }

    /// <summary>Number of values.</summary>
    public long Count
    {
        get
        {
            lock (sync) return counts.Sum();
        }
    }

    /// <summary>Begins to add values; nobody else does until <see cref="Addition.Dispose"/>.</summary>
    public Addition Begin() => new(this);

    private IEnumerable<Measurement<long>> Buckets()
    {
        long[] current;
        lock (sync) current = [.. counts];
        long total = 0;
        for (int i = 0; i < current.Length; i++) yield return new Measurement<long>(total += current[i], labels[i]);
    }

    private static string Text(double boundary) => boundary.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Adds values, many at once.</summary>
    public ref struct Addition
    {
        private readonly CountedHistogram histogram;
        private double latest = double.NaN;
        private double sum;
        private long repeats;

        internal Addition(CountedHistogram histogram)
        {
            this.histogram = histogram;
            histogram.sync.Enter();
        }

        /// <summary>Adds a value. Neighbours are often equal: their bucket is looked for once.</summary>
        public void Add(double value)
        {
            if (value != latest) Turn(value);
            repeats++;
            sum += value;
        }

        /// <summary>All values are added.</summary>
        public void Dispose()
        {
            Turn(double.NaN);
            histogram.sum += sum;
            histogram.sync.Exit();
        }

        private void Turn(double value)
        {
            if (repeats > 0) histogram.counts[histogram.Bucket(latest)] += repeats;
            (latest, repeats) = (value, 0);
        }
    }

    private int Bucket(double value)
    {
        int bucket = 0;
        while (bucket < boundaries.Length && !(value <= boundaries[bucket])) bucket++;
        return bucket;
    }
}
