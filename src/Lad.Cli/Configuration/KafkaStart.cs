namespace Lad.Cli.Configuration;

/// <summary>Where reading a topic begins.</summary>
/// <param name="Kind">Which place.</param>
/// <param name="At">The time of <see cref="KafkaStartKind.Time"/> or <see cref="KafkaStartKind.Ago"/>.</param>
public sealed record KafkaStart(KafkaStartKind Kind, Moment? At = null)
{
    /// <summary>Where the group stopped.</summary>
    public static KafkaStart Stored { get; } = new(KafkaStartKind.Stored);

    /// <summary>The time from which is read; <see langword="null"/> when it is not a time that was asked for.</summary>
    public DateTimeOffset? Moment(TimeProvider clock) => At?.At(clock);

    /// <summary>From a time on.</summary>
    public static KafkaStart From(Moment moment) => new(moment.Time is null ? KafkaStartKind.Ago : KafkaStartKind.Time, moment);

    /// <summary>Reads <c>stored</c>, <c>earliest</c>, <c>latest</c>, a time with its zone, or <c>-1h</c>.</summary>
    public static bool TryParse(string text, out KafkaStart start, out string fault)
    {
        fault = "";
        start = Stored;
        if (text is "stored") return true;
        if (text is "earliest" or "latest")
        {
            start = new KafkaStart(text is "earliest" ? KafkaStartKind.Earliest : KafkaStartKind.Latest);
            return true;
        }
        if (Configuration.Moment.TryParse(text, out Moment moment))
        {
            start = From(moment);
            return true;
        }
        fault = $"must be stored, earliest, latest, {Configuration.Moment.Forms}";
        return false;
    }

    /// <summary>The text that is read again as this.</summary>
    public override string ToString() => At?.ToString() ?? Kind.ToString().ToLowerInvariant();
}

/// <summary>The places where reading a topic can begin.</summary>
public enum KafkaStartKind
{
    /// <summary>Where the group stopped; at the earliest record when it never ran.</summary>
    Stored,

    /// <summary>The oldest record there is.</summary>
    Earliest,

    /// <summary>Records that come from now on.</summary>
    Latest,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>So long before the start.</summary>
    Ago,
}
