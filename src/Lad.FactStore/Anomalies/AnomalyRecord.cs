namespace Lad.FactStore.Anomalies;

/// <summary>An anomaly as a scorer wrote it: the scored record's members.</summary>
public sealed record AnomalyRecord
{
    /// <summary><c>event.id</c>, 32 hexadecimal digits; an anomaly that comes again has the same.</summary>
    public required string EventId { get; init; }

    /// <summary><c>@timestamp</c>, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>lad.fingerprint</c>.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary><c>service.name</c>; empty when it names none.</summary>
    public string Service { get; init; } = "";

    /// <summary><c>log.level</c>: trace, debug, info, warn, error, fatal; empty when it names none.</summary>
    public string Level { get; init; } = "";

    /// <summary><c>message</c>; of a long one the beginning.</summary>
    public required string Message { get; init; }

    /// <summary><c>lad.template</c>: the message with its variable parts masked as <c>&lt;*&gt;</c>.</summary>
    public string Template { get; init; } = "";

    /// <summary><c>lad.score</c>, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary><c>lad.threshold</c>.</summary>
    public double Threshold { get; init; }

    /// <summary><c>lad.suppressed</c>: why it did not alert; empty when it did.</summary>
    public string Suppressed { get; init; } = "";

    /// <summary><c>lad.map.row</c> and <c>.column</c>; -1 when the map was not asked.</summary>
    public int MapRow { get; init; } = -1;

    /// <summary>See <see cref="MapRow"/>.</summary>
    public int MapColumn { get; init; } = -1;

    /// <summary><c>lad.words</c>: the words that moved the score, the strongest first.</summary>
    public IReadOnlyList<WordWeight> Words { get; init; } = [];

    /// <summary><c>lad.novel_words</c>.</summary>
    public IReadOnlyList<string> NovelWords { get; init; } = [];

    /// <summary><c>lad.reasons</c>: sentences.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary><c>lad.nearest</c>: the nearest normal template; empty when there is none.</summary>
    public string Nearest { get; init; } = "";

    /// <summary><c>lad.model.name</c> and <c>.version</c>, as <c>default/20261121T101500Z-9f2c1a00</c>.</summary>
    public string Model { get; init; } = "";

    /// <summary><c>trace.id</c>; empty when there is none.</summary>
    public string TraceId { get; init; } = "";
}

/// <summary>A word and by how much it moved the score.</summary>
/// <param name="Word">The word.</param>
/// <param name="Influence">Its influence, as the scored record has it.</param>
public sealed record WordWeight(string Word, double Influence);
