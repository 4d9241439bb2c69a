namespace Lad.Detection.Parsing;

/// <summary>How records are parsed.</summary>
public sealed record RecordParserOptions
{
    /// <summary>Detect each record's format, find everything, in UTC.</summary>
    public static RecordParserOptions Default { get; } = new();

    /// <summary>The whole record is the message; nothing is detected, not even JSON. Default: off.</summary>
    public bool WholeRecord { get; init; }

    /// <summary>
    /// Where JSON objects and logfmt lines keep the message, best first, e.g. <c>payload.text</c>. A dot goes into an object or is part of a
    /// name: both are tried. Default, empty: the usual shapes (ECS, OpenTelemetry, Docker, Kubernetes, journald, common loggers).
    /// When given, only these are looked at.
    /// </summary>
    public IReadOnlyList<string> MessagePaths { get; init; } = [];

    /// <summary>Where the event time is; see <see cref="MessagePaths"/>.</summary>
    public IReadOnlyList<string> TimePaths { get; init; } = [];

    /// <summary>Where the level is; see <see cref="MessagePaths"/>.</summary>
    public IReadOnlyList<string> LevelPaths { get; init; } = [];

    /// <summary>Where the service's name is; see <see cref="MessagePaths"/>.</summary>
    public IReadOnlyList<string> ServicePaths { get; init; } = [];

    /// <summary>What to find beside the message. Default: everything.</summary>
    public RecordFields Fields { get; init; } = RecordFields.All;

    /// <summary>What becomes of the time and level at the start of plain text. Default: they stay.</summary>
    public PlainHeader PlainHeader { get; init; } = PlainHeader.Keep;

    /// <summary>The zone of times that name none. Default: UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How deeply JSON may be nested, 1 to 256. Default: 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (MaxDepth is < 1 or > 256) faults.Add($"{nameof(MaxDepth)} is {MaxDepth}: it must be from 1 to 256.");
        if (Zone is null) faults.Add($"{nameof(Zone)} is missing: name a time zone, e.g. UTC.");
        if (!Enum.IsDefined(PlainHeader)) faults.Add($"{nameof(PlainHeader)} is {PlainHeader}: it must be Keep or Strip.");
        CheckPaths(MessagePaths, nameof(MessagePaths), faults);
        CheckPaths(TimePaths, nameof(TimePaths), faults);
        CheckPaths(LevelPaths, nameof(LevelPaths), faults);
        CheckPaths(ServicePaths, nameof(ServicePaths), faults);
        if (WholeRecord && MessagePaths is { Count: > 0 }) faults.Add($"{nameof(WholeRecord)} and {nameof(MessagePaths)} exclude each other: drop one.");
        return faults;
    }

    private static void CheckPaths(IReadOnlyList<string>? paths, string name, List<string> faults)
    {
        if (paths is null) { faults.Add($"{name} is missing: it may be empty."); return; }
        if (paths.Count > 32) faults.Add($"{name} has {paths.Count} paths: at most 32 are allowed.");
        foreach (string path in paths)
        {
            if (string.IsNullOrEmpty(path) || path.Split('.').Any(part => part.Length == 0)) faults.Add($"{name} holds '{path}': a path is names joined by single dots.");
            else if (path.Split('.').Length > 8) faults.Add($"{name} holds '{path}': a path has at most 8 names.");
        }
    }
}
