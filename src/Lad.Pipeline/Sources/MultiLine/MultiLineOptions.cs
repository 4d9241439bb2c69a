using System.Text.RegularExpressions;

namespace Lad.Pipeline.Sources.MultiLine;

/// <summary>How lines are joined into records. Lines that are JSON objects are never joined.</summary>
public sealed record MultiLineOptions
{
    /// <summary>Stack traces are joined.</summary>
    public static MultiLineOptions Default { get; } = new();

    /// <summary>Each line is a record.</summary>
    public static MultiLineOptions Off { get; } = new() { Mode = MultiLineMode.Off };

    /// <summary>Which lines are joined. Default: stack traces.</summary>
    public MultiLineMode Mode { get; init; } = MultiLineMode.Auto;

    /// <summary>What matches the first line of each event, without look-around and back references; needed by <see cref="MultiLineMode.Pattern"/>.</summary>
    public string? StartPattern { get; init; }

    /// <summary>
    /// How long the last line that has come waits for more of its event before it is handed on, 1 ms to 1 min. At the end of a bounded source nothing waits.
    /// Default: 200 ms, since a trace is mostly written at once and verdicts should come soon.
    /// </summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Lines of one record, 2 to 100,000; the next line then starts another record, and the full one is flagged. Default: 500.</summary>
    public int MaxLines { get; init; } = 500;

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (!Enum.IsDefined(Mode)) faults.Add($"{nameof(Mode)} is {Mode}: it must be Off, Auto or Pattern.");
        if (FlushTimeout < TimeSpan.FromMilliseconds(1) || FlushTimeout > TimeSpan.FromMinutes(1)) faults.Add($"{nameof(FlushTimeout)} is {FlushTimeout}: it must be from 1 ms to 1 min.");
        if (MaxLines is < 2 or > 100_000) faults.Add($"{nameof(MaxLines)} is {MaxLines}: it must be from 2 to 100000.");
        if (Mode == MultiLineMode.Pattern)
        {
            if (string.IsNullOrEmpty(StartPattern)) faults.Add($"{nameof(StartPattern)} is missing: name what the first line of each event matches.");
            else if (PatternFault() is { } fault) faults.Add(fault);
        }
        return faults;
    }

    private string? PatternFault()
    {
        try
        {
            _ = new Regex(StartPattern!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"{nameof(StartPattern)} is '{StartPattern}': {e.Message}";
        }
    }
}
