namespace Lad.Cli.Telemetry.Reading;

/// <summary>
/// Reads metrics as text, Prometheus's (0.0.4) and OpenMetrics. Strict where a text contradicts itself or cannot be understood; words for types that it does not know, comments, samples without a type,
/// space at the ends of lines and a missing <c># EOF</c> it lets pass.
/// </summary>
internal sealed class ExpositionReader
{
    private readonly ExpositionLimits limits;
    private readonly List<MetricFamily> families = [];
    private readonly Dictionary<string, MetricFamily> named = new(StringComparer.Ordinal);
    private readonly HashSet<string> series = new(StringComparer.Ordinal);
    private MetricFamily? current;
    private bool isEnded;

    private ExpositionReader(ExpositionLimits limits) => this.limits = limits;

    /// <summary>Reads a text.</summary>
    /// <exception cref="ExpositionException">It is malformed, or too much; says where.</exception>
    public static Exposition Read(string text, ExpositionLimits? limits = null)
    {
        var reader = new ExpositionReader(limits ?? new ExpositionLimits());
        if (text.Length > reader.limits.MaxLength) throw new ExpositionException(0, $"more than {reader.limits.MaxLength} characters");
        int number = 0;
        foreach (Range line in text.AsSpan().Split('\n')) reader.Take(text.AsSpan(line).Trim(" \t\r"), ++number);
        return new Exposition([.. reader.families.Where(family => family.IsTyped || family.Samples.Count > 0)], reader.isEnded);
    }

    private void Take(ReadOnlySpan<char> text, int number)
    {
        if (text.IsEmpty) return;
        var line = new ExpositionLine(text, number);
        if (isEnded) throw line.Fault("there is more behind # EOF");
        if (line.Skip('#')) TakeComment(line);
        else TakeSample(line);
    }

    private void TakeComment(ExpositionLine line)
    {
        switch (line.Word())
        {
            case "EOF" when line.IsAtEnd:
                isEnded = true;
                break;
            case "TYPE":
                MetricFamily typed = Declare(ref line);
                if (typed.IsTyped) throw line.Fault($"{typed.Name} has a second # TYPE");
                if (typed.Samples.Count > 0) throw line.Fault($"# TYPE of {typed.Name} comes behind its samples");
                typed.IsTyped = true;
                typed.Kind = Kind(line.Word());
                break;
            case "HELP":
                MetricFamily told = Declare(ref line);
                if (told.Help.Length > 0) throw line.Fault($"{told.Name} has a second # HELP");
                told.Help = line.Unescaped();
                break;
            case "UNIT":
                Declare(ref line).Unit = line.Word().ToString();
                break;
            default:
                break;
        }
    }

    private MetricFamily Declare(ref ExpositionLine line)
    {
        line.SkipSpace();
        return Enter(line.Name(ofLabel: false), line);
    }

    private void TakeSample(ExpositionLine line)
    {
        string name = line.Name(ofLabel: false);
        line.SkipSpace();
        IReadOnlyList<MetricLabel> labels = line.Skip('{') ? line.Labels(limits.MaxLabels) : [];
        double value = line.Number("value");
        line.SkipSpace();
        if (!line.IsAtEnd && line.Rest[0] != '#') _ = line.Number("time");
        line.SkipSpace();
        var sample = new MetricSample(name, labels, value, line.Skip('#') ? Exemplar(ref line) : null);
        if (!line.IsAtEnd) throw line.Fault("there is more behind the sample");
        if (series.Count == limits.MaxSamples) throw line.Fault($"more than {limits.MaxSamples} samples");
        if (!series.Add(sample.Series)) throw line.Fault($"{name} comes twice with the same labels");
        FamilyOf(name, line).Add(sample);
    }

    private MetricExemplar Exemplar(ref ExpositionLine line)
    {
        line.SkipSpace();
        if (!line.Skip('{')) throw line.Fault("the labels of the exemplar are missing");
        IReadOnlyList<MetricLabel> labels = line.Labels(limits.MaxLabels);
        double value = line.Number("exemplar's value");
        return new MetricExemplar(labels, value, line.IsAtEnd ? null : line.Number("exemplar's time"));
    }

    private MetricFamily FamilyOf(string sample, in ExpositionLine line) => current?.Takes(sample) == true ? current : Enter(sample, line);

    // Samples of a family stand together: one that is come back to was interrupted.
    private MetricFamily Enter(string name, in ExpositionLine line)
    {
        if (current?.Name == name) return current;
        if (named.TryGetValue(name, out MetricFamily? earlier)) throw line.Fault($"{earlier.Name} was left and comes again");
        current = new MetricFamily(name);
        named.Add(name, current);
        families.Add(current);
        return current;
    }

    private static MetricKind Kind(ReadOnlySpan<char> word) => word switch
    {
        "counter" => MetricKind.Counter,
        "gauge" => MetricKind.Gauge,
        "histogram" or "gaugehistogram" => MetricKind.Histogram,
        "summary" => MetricKind.Summary,
        "info" => MetricKind.Info,
        _ => MetricKind.Unknown,
    };
}
