using System.Buffers.Text;

namespace Lad.Detection.Parsing.Fields;

/// <summary>Levels as applications write them.</summary>
internal static class SeverityNames
{
    private const int Longest = 13;

    /// <summary>The level that a field's value names, in words of any case, a letter, <c>&lt;4&gt;</c> or a number on the given scale.</summary>
    public static Severity Read(ReadOnlySpan<byte> value, LevelScale scale)
    {
        value = value.Trim(" \t[]()<>:"u8);
        if (value.IsEmpty) return Severity.Unspecified;
        if (char.IsAsciiDigit((char)value[0]))
        {
            return Utf8Parser.TryParse(value, out int number, out int used) && used == value.Length ? FromNumber(number, scale) : Severity.Unspecified;
        }
        Severity named = FromWord(value);
        if (named != Severity.Unspecified) return named;
        if (value.Length == 1) return FromLetter(value[0]);
        // klog: E0215; OpenTelemetry: INFO2.
        ReadOnlySpan<byte> letters = value.TrimEnd("0123456789"u8);
        return letters.Length == value.Length ? Severity.Unspecified : letters.Length == 1 ? FromLetter(letters[0]) : FromWord(letters);
    }

    /// <summary>The level that a whole word names, in any case.</summary>
    public static Severity FromWord(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 3 or > Longest) return Severity.Unspecified;
        Span<byte> upper = stackalloc byte[Longest];
        for (int i = 0; i < word.Length; i++) upper[i] = (byte)(word[i] is >= (byte)'a' and <= (byte)'z' ? word[i] - 32 : word[i]);
        return FromUpperWord(upper[..word.Length]);
    }

    /// <summary>The level that a whole word in capitals names.</summary>
    public static Severity FromUpperWord(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 3 or > Longest) return Severity.Unspecified;
        switch (word[0])
        {
            case (byte)'I':
                return word.SequenceEqual("INFO"u8) || word.SequenceEqual("INF"u8) || word.SequenceEqual("INFORMATION"u8) || word.SequenceEqual("INFORMATIONAL"u8) ? Severity.Info : default;
            case (byte)'N':
                return word.SequenceEqual("NOTICE"u8) ? Severity.Info : default;
            case (byte)'W':
                return word.SequenceEqual("WARN"u8) || word.SequenceEqual("WARNING"u8) || word.SequenceEqual("WRN"u8) ? Severity.Warning : default;
            case (byte)'E':
                return word.SequenceEqual("ERROR"u8) || word.SequenceEqual("ERR"u8) ? Severity.Error
                    : word.SequenceEqual("EMERG"u8) || word.SequenceEqual("EMERGENCY"u8) ? Severity.Fatal : default;
            case (byte)'S':
                return word.SequenceEqual("SEVERE"u8) ? Severity.Error : default;
            case (byte)'D':
                return word.SequenceEqual("DEBUG"u8) || word.SequenceEqual("DBG"u8) || word.SequenceEqual("DBUG"u8) || word.SequenceEqual("DPANIC"u8) ? word[1] == 'P' ? Severity.Fatal : Severity.Debug : default;
            case (byte)'T':
                return word.SequenceEqual("TRACE"u8) || word.SequenceEqual("TRC"u8) || word.SequenceEqual("TRCE"u8) ? Severity.Trace : default;
            case (byte)'V':
                return word.SequenceEqual("VERBOSE"u8) || word.SequenceEqual("VRB"u8) ? Severity.Trace : default;
            case (byte)'F':
                return word.SequenceEqual("FATAL"u8) || word.SequenceEqual("FTL"u8) ? Severity.Fatal
                    : word.SequenceEqual("FAIL"u8) || word.SequenceEqual("FAILURE"u8) ? Severity.Error
                    : word.SequenceEqual("FINE"u8) || word.SequenceEqual("FINER"u8) ? Severity.Debug
                    : word.SequenceEqual("FINEST"u8) ? Severity.Trace : default;
            case (byte)'C':
                return word.SequenceEqual("CRITICAL"u8) || word.SequenceEqual("CRIT"u8) ? Severity.Fatal : default;
            case (byte)'A':
                return word.SequenceEqual("ALERT"u8) ? Severity.Fatal : default;
            case (byte)'P':
                return word.SequenceEqual("PANIC"u8) ? Severity.Fatal : default;
            default:
                return Severity.Unspecified;
        }
    }

    /// <summary>The level that a single letter names, as in Android's and klog's lines.</summary>
    public static Severity FromLetter(byte letter) => (letter & ~0x20) switch
    {
        'V' or 'T' => Severity.Trace,
        'D' => Severity.Debug,
        'I' or 'N' => Severity.Info,
        'W' => Severity.Warning,
        'E' => Severity.Error,
        'F' or 'C' => Severity.Fatal,
        _ => Severity.Unspecified,
    };

    /// <summary>The level that a number names.</summary>
    public static Severity FromNumber(int number, LevelScale scale) => scale == LevelScale.OpenTelemetry
        ? number is >= 1 and <= 24 ? (Severity)((number - 1) / 4 + 1) : Severity.Unspecified
        : number switch
        {
            < 0 => Severity.Unspecified,
            <= 7 => FromSyslog(number),
            < 10 or > 60 => Severity.Unspecified,
            < 20 => Severity.Trace,
            < 30 => Severity.Debug,
            < 40 => Severity.Info,
            < 50 => Severity.Warning,
            < 60 => Severity.Error,
            _ => Severity.Fatal,
        };

    /// <summary>The level of a syslog severity, 0 (emergency) to 7 (debug).</summary>
    public static Severity FromSyslog(int severity) => severity switch
    {
        <= 2 => Severity.Fatal,
        3 => Severity.Error,
        4 => Severity.Warning,
        <= 6 => Severity.Info,
        _ => Severity.Debug,
    };
}
