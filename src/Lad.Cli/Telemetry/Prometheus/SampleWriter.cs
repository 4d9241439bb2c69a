using OpenTelemetry.Metrics;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>Writes a family's head and its samples, line by line.</summary>
/// <param name="text">Takes the lines.</param>
/// <param name="labels">The text of all labels.</param>
/// <param name="isOpen">Whether it is OpenMetrics.</param>
internal sealed class SampleWriter(Utf8Text text, Utf8Text labels, bool isOpen)
{
    /// <summary>Writes what the family is.</summary>
    public void WriteHead(MetricFamily family)
    {
        // OpenMetrics has no counter without _total.
        string kind = isOpen && family.IsOwn && family.Kind == FamilyKind.Counter ? "unknown" : family.Kind.Word();
        string name = isOpen ? family.Name : family.SampleName;
        if (!isOpen) WriteHelp(name, family.Meaning);
        WriteType(name, kind);
        if (!isOpen) return;
        if (family.Unit.Length > 0) WriteMeta("# UNIT "u8, name, family.Unit);
        WriteHelp(name, family.Meaning);
    }

    /// <summary>Writes what the process is, whose labels stand there.</summary>
    public void WriteTarget(int start, int length)
    {
        string name = isOpen ? "target" : "target_info";
        if (!isOpen) WriteHelp(name, "What the process is.");
        WriteType(name, isOpen ? "info" : "gauge");
        if (isOpen) WriteHelp(name, "What the process is.");
        WriteName("target_info", "", labels.Written.Span.Slice(start, length));
        text.Write("1\n"u8);
    }

    /// <summary>Writes a histogram that counts by itself.</summary>
    public void Write(CountedHistogramFamily histogram)
    {
        WriteHead(new MetricFamily(histogram.Name, FamilyKind.Histogram, "", histogram.Meaning, IsOwn: true));
        long count = 0;
        foreach ((double bound, long upTo) in histogram.Buckets)
        {
            WriteBucket(histogram.Name, [], bound, count = upTo);
            text.Write("\n"u8);
        }
        WriteEnd(histogram.Name, [], histogram.Sum, count);
    }

    /// <summary>Writes a point: one sample, or a histogram's.</summary>
    public void Write(MetricFamily family, in LabelledPoint point)
    {
        ReadOnlySpan<byte> own = labels.Written.Span.Slice(point.Start, point.Length);
        if (family.Kind == FamilyKind.Histogram)
        {
            WriteHistogram(family, point.Point, own);
            return;
        }
        WriteName(family.SampleName, "", own);
        WriteValue(point);
        if (isOpen && family.Kind == FamilyKind.Counter && !family.IsOwn && point.Point.TryGetExemplars(out ReadOnlyExemplarCollection exemplars))
        {
            bool isLong = point.Type == MetricType.LongSum;
            Exemplar? latest = Latest(exemplars, double.NegativeInfinity, double.PositiveInfinity, isLong);
            if (latest is { } exemplar) WriteExemplar(exemplar, isLong);
        }
        text.Write("\n"u8);
    }

    private void WriteValue(in LabelledPoint point)
    {
        switch (point.Type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                text.Write(point.Point.GetSumLong());
                break;
            case MetricType.LongGauge:
                text.Write(point.Point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                text.Write(point.Point.GetGaugeLastValueDouble());
                break;
            default:
                text.Write(point.Point.GetSumDouble());
                break;
        }
    }

    private void WriteHistogram(MetricFamily family, in MetricPoint point, ReadOnlySpan<byte> own)
    {
        ReadOnlyExemplarCollection exemplars = default;
        bool told = isOpen && point.TryGetExemplars(out exemplars);
        long count = 0;
        double below = double.NegativeInfinity;
        foreach (HistogramBucket bucket in point.GetHistogramBuckets())
        {
            WriteBucket(family.Name, own, bucket.ExplicitBound, count += bucket.BucketCount);
            if (told && Latest(exemplars, below, bucket.ExplicitBound, isLong: false) is { } exemplar) WriteExemplar(exemplar, isLong: false);
            text.Write("\n"u8);
            below = bucket.ExplicitBound;
        }
        WriteEnd(family.Name, own, point.GetHistogramSum(), point.GetHistogramCount());
    }

    private void WriteBucket(string name, ReadOnlySpan<byte> own, double bound, long count)
    {
        text.Write(name);
        text.Write("_bucket{"u8);
        text.Write(own);
        text.Write(own.Length > 0 ? ",le=\""u8 : "le=\""u8);
        if (isOpen) text.WriteCanonical(bound);
        else text.Write(bound);
        text.Write("\"} "u8);
        text.Write(count);
    }

    private void WriteEnd(string name, ReadOnlySpan<byte> own, double sum, long count)
    {
        WriteName(name, "_sum", own);
        text.Write(sum);
        text.Write("\n"u8);
        WriteName(name, "_count", own);
        text.Write(count);
        text.Write("\n"u8);
    }

    private static Exemplar? Latest(ReadOnlyExemplarCollection exemplars, double above, double atMost, bool isLong)
    {
        Exemplar? latest = null;
        foreach (ref readonly Exemplar exemplar in exemplars)
        {
            double value = isLong ? exemplar.LongValue : exemplar.DoubleValue;
            if (value > above && value <= atMost && exemplar.TraceId != default && (latest is not { } other || other.Timestamp < exemplar.Timestamp)) latest = exemplar;
        }
        return latest;
    }

    private void WriteExemplar(in Exemplar exemplar, bool isLong)
    {
        text.Write(" # {trace_id=\""u8);
        text.Write(exemplar.TraceId.ToHexString());
        text.Write("\",span_id=\""u8);
        text.Write(exemplar.SpanId.ToHexString());
        text.Write("\"} "u8);
        if (isLong) text.Write(exemplar.LongValue);
        else text.Write(exemplar.DoubleValue);
        text.Write(" "u8);
        text.Write(exemplar.Timestamp.ToUnixTimeMilliseconds() / 1000.0);
    }

    private void WriteName(string name, string suffix, ReadOnlySpan<byte> own)
    {
        text.Write(name);
        text.Write(suffix);
        if (own.Length > 0)
        {
            text.Write("{"u8);
            text.Write(own);
            text.Write("}"u8);
        }
        text.Write(" "u8);
    }

    private void WriteType(string name, string kind) => WriteMeta("# TYPE "u8, name, kind);

    private void WriteHelp(string name, string meaning)
    {
        if (meaning.Length == 0) return;
        text.Write("# HELP "u8);
        text.Write(name);
        text.Write(" "u8);
        text.WriteEscaped(meaning, quotes: isOpen);
        text.Write("\n"u8);
    }

    private void WriteMeta(ReadOnlySpan<byte> what, string name, string word)
    {
        text.Write(what);
        text.Write(name);
        text.Write(" "u8);
        text.Write(word);
        text.Write("\n"u8);
    }
}
