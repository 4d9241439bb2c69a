namespace Lad.Detection.Parsing.Plain;

/// <summary>The line format of Kubernetes' container runtimes: <c>2024-01-01T00:00:00.000000000Z stdout F message</c>.</summary>
internal static class CriLine
{
    /// <summary>Where the application's own text starts; 0 when the line is of another form. The time is at the line's start.</summary>
    public static int MessageStart(ReadOnlySpan<byte> line)
    {
        if (line.Length < 29 || line[10] != 'T' || (uint)(line[0] - '0') > 9) return 0;
        int space = line[..Math.Min(line.Length, 40)].IndexOf((byte)' ');
        if (space < 20) return 0;
        ReadOnlySpan<byte> rest = line[(space + 1)..];
        if (!rest.StartsWith("stdout "u8) && !rest.StartsWith("stderr "u8)) return 0;
        if (rest.Length < 8 || rest[7] is not ((byte)'F' or (byte)'P')) return 0;
        if (rest.Length == 8) return line.Length;
        return rest[8] == ' ' ? space + 10 : 0;
    }
}
