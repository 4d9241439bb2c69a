using System.Globalization;

namespace Lad.Cli.Configuration;

/// <summary>Where reading a topic begins.</summary>
/// <param name="Kind">Which place.</param>
/// <param name="Time">The time of <see cref="KafkaStartKind.Time"/>.</param>
/// <param name="Ago">How long ago, for <see cref="KafkaStartKind.Ago"/>.</param>
public sealed record KafkaStart(KafkaStartKind Kind, DateTimeOffset Time = default, TimeSpan Ago = default)
{
    /// <summary>Where the group stopped.</summary>
    public static KafkaStart Stored { get; } = new(KafkaStartKind.Stored);

    /// <summary>The time from which is read; <see langword="null"/> when it is not a time that was asked for.</summary>
    public DateTimeOffset? Moment(TimeProvider clock) => Kind switch
    {
        KafkaStartKind.Time => Time,
        KafkaStartKind.Ago => clock.GetUtcNow() - Ago,
        _ => null,
    };

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
        if (text.StartsWith('-') && SettingTypes.Duration.TryParse(text[1..], out TimeSpan ago, out _))
        {
            start = new KafkaStart(KafkaStartKind.Ago, Ago: ago);
            return true;
        }
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            start = new KafkaStart(KafkaStartKind.Time, Time: time);
            return true;
        }
        fault = "must be stored, earliest, latest, a time such as 2026-11-20T00:00:00Z, or how long ago such as -1h";
        return false;
    }

    /// <summary>The text that is read again as this.</summary>
    public override string ToString() => Kind switch
    {
        KafkaStartKind.Time => Time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        KafkaStartKind.Ago => "-" + SettingTypes.Duration.Format(Ago),
        _ => Kind.ToString().ToLowerInvariant(),
    };
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
