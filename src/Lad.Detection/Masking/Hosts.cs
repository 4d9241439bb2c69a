using System.Text;

namespace Lad.Detection.Masking;

/// <summary>Host names without a digit: those that end like one, and dotted names with a port.</summary>
internal static class Hosts
{
    private static readonly HashSet<ulong> Endings = Of(
        "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "io", "arpa", "dev", "cloud", "local", "localdomain", "internal", "lan", "intranet", "corp");

    // Packages are host names written backwards.
    private static readonly HashSet<ulong> PackageStarts = Of(
        "com", "net", "org", "edu", "gov", "mil", "io", "java", "javax", "jdk", "sun", "android", "androidx", "kotlin", "scala", "akka", "system", "microsoft");

    private static readonly HashSet<ulong> SourceEndings = Of(
        "java", "scala", "kt", "groovy", "py", "rb", "go", "rs", "c", "cc", "cpp", "cxx", "h", "hpp", "cs", "fs", "vb", "js", "ts", "php", "pl", "swift", "m", "ex", "erl", "lua");

    internal static bool IsHost(ReadOnlySpan<byte> text, ReadOnlySpan<byte> following)
    {
        int last = text.LastIndexOf((byte)'.');
        if (last <= 0 || last == text.Length - 1 || text.ContainsAny("/\\$"u8))
            return false;
        ReadOnlySpan<byte> ending = text[(last + 1)..];
        if (following.Length > 1 && following[0] == ':' && char.IsAsciiDigit((char)following[1]))
            return !SourceEndings.Contains(Hash(ending));
        if (PackageStarts.Contains(Hash(text[..text.IndexOf((byte)'.')])))
            return false;
        if (Endings.Contains(Hash(ending)))
            return true;
        return ending.Length == 2 && text.Count((byte)'.') >= 2 && IsLowerCase(ending);
    }

    /// <summary>A name before the numbers of a range of hosts, as clusters write them: <c>node-[40-63]</c>.</summary>
    internal static bool IsRange(ReadOnlySpan<byte> text, ReadOnlySpan<byte> following) =>
        text[^1] == '-' && following.Length > 1 && char.IsAsciiDigit((char)following[1]);

    private static bool IsLowerCase(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (!char.IsAsciiLetterLower((char)value))
                return false;
        }
        return true;
    }

    private static HashSet<ulong> Of(params string[] words) => [.. words.Select(word => WordHash.Of(System.Text.Encoding.ASCII.GetBytes(word)))];

    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        Span<byte> lower = stackalloc byte[16];
        return text.Length <= lower.Length && Ascii.ToLower(text, lower, out int length) == System.Buffers.OperationStatus.Done ? WordHash.Of(lower[..length]) : 0;
    }
}
