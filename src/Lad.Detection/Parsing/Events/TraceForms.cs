namespace Lad.Detection.Parsing.Events;

/// <summary>The lines that stack traces of common languages consist of.</summary>
internal static class TraceForms
{
    /// <summary>Java, .NET, JavaScript: <c>at ...</c>; Ruby: <c>from ...</c>; Java: <c>... 12 more</c>.</summary>
    public static bool IsFrame(ReadOnlySpan<byte> text) => text.StartsWith("at "u8) || text.StartsWith("from "u8) || text.StartsWith("... "u8) || text.StartsWith("--- "u8);

    /// <summary>Unindented lines inside a trace of frames.</summary>
    public static bool GoesOnWithFrames(ReadOnlySpan<byte> line) => line[0] switch
    {
        (byte)'C' => line.StartsWith("Caused by: "u8),
        (byte)'S' => line.StartsWith("Suppressed: "u8) || line.SequenceEqual("Stack trace:"u8),
        (byte)'W' => line.StartsWith("Wrapped by: "u8),
        (byte)'.' => line.StartsWith("... "u8) && line.EndsWith(" more"u8),
        (byte)'-' => line.StartsWith("--- End of "u8) || line.StartsWith("---> "u8),
        (byte)'a' => line.StartsWith("at "u8) && line.IndexOf((byte)'(') > 3,
        // PHP: #0 /srv/shop.php(17): pay()
        (byte)'#' => line.Length > 2 && char.IsAsciiDigit((char)line[1]) && line.IndexOf((byte)' ') is > 1 and < 5,
        // JavaScript: the fields of an error object end with it.
        (byte)'}' => line.Length == 1,
        _ => false,
    };

    /// <summary><c>java.lang.IllegalStateException: text</c>: a dotted name that ends as exceptions do.</summary>
    public static bool IsException(ReadOnlySpan<byte> line)
    {
        int end = NameEnd(line);
        if (end < line.Length && line[end] != ':') return false;
        ReadOnlySpan<byte> name = line[..end];
        return name.IndexOf((byte)'.') > 0 && (name.EndsWith("Exception"u8) || name.EndsWith("Error"u8) || name.EndsWith("Throwable"u8) || name.EndsWith("Failure"u8));
    }

    public static bool IsPythonStart(ReadOnlySpan<byte> line) => line.StartsWith("Traceback (most recent call last)"u8);

    /// <summary>The last line of a Python trace: the error's name, and its text behind a colon.</summary>
    public static bool IsPythonError(ReadOnlySpan<byte> line)
    {
        int end = NameEnd(line);
        return end > 0 && char.IsAsciiLetter((char)line[0]) && (end == line.Length || line[end] == ':' && (end + 1 == line.Length || line[end + 1] == ' '));
    }

    public static bool IsPythonChain(ReadOnlySpan<byte> line) =>
        line.StartsWith("During handling of the above exception"u8) || line.StartsWith("The above exception was the direct cause"u8);

    public static bool IsGoStart(ReadOnlySpan<byte> line) => line.StartsWith("panic: "u8) || line.StartsWith("fatal error: "u8) || IsGoroutine(line);

    /// <summary><c>goroutine 17 [running]:</c></summary>
    public static bool IsGoroutine(ReadOnlySpan<byte> line) => line.StartsWith("goroutine "u8) && line.EndsWith("]:"u8);

    /// <summary>Unindented lines inside a Go trace.</summary>
    public static bool GoesOnWithGo(ReadOnlySpan<byte> line)
    {
        if (IsGoroutine(line) || line.StartsWith("created by "u8) || line.StartsWith("[signal "u8) || line.StartsWith("exit status "u8) || line.StartsWith("runtime stack:"u8)) return true;
        int open = line.IndexOf((byte)'(');
        return open > 0 && line[^1] == ')' && line[..open].IndexOf((byte)' ') < 0 && line[..open].IndexOf((byte)'.') > 0;
    }

    private static int NameEnd(ReadOnlySpan<byte> line)
    {
        int end = 0;
        while (end < line.Length && (char.IsAsciiLetterOrDigit((char)line[end]) || line[end] is (byte)'.' or (byte)'_' or (byte)'$')) end++;
        return end;
    }
}
