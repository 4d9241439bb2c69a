using System.Buffers;

namespace Lad.Pipeline.Sources.Files;

/// <summary>
/// The files that rotation made from one path: <c>app.log.1</c>, <c>app.log-20240131</c>, <c>app-2024-01-31.log</c>. Packed ones are left out: they were read
/// before they were packed.
/// </summary>
internal static class RotatedFiles
{
    private static readonly SearchValues<char> NumberParts = SearchValues.Create("0123456789.-_T");

    /// <summary>Where a file is now, under whatever name in the path's directory.</summary>
    public static string? Find(string path, FileIdentity identity) => In(path).Prepend(path).FirstOrDefault(candidate => FileIdentity.Of(candidate) == identity);

    /// <summary>
    /// The file that follows after one of the given birth: the earliest of the rotated ones made later, else the one at the path itself, if it is another.
    /// </summary>
    public static string? Next(string path, FileIdentity after)
    {
        FileIdentity? current = FileIdentity.Of(path);
        if (after.Birth != 0)
        {
            var later = In(path)
                .Where(candidate => IsRotation(path, candidate))
                .Select(candidate => (Path: candidate, Identity: FileIdentity.Of(candidate)))
                .Where(candidate => candidate.Identity is { } identity && identity.Birth > after.Birth && identity != current && (current is null || identity.Birth < current.Value.Birth))
                .OrderBy(candidate => candidate.Identity!.Value.Birth)
                .ThenBy(candidate => candidate.Path, StringComparer.Ordinal);
            foreach (var candidate in later) return candidate.Path;
        }
        return current is { } at && at != after ? path : null;
    }

    private static IEnumerable<string> In(string path)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(directory) ? Directory.EnumerateFiles(directory) : [];
    }

    // The name with digits and separators added, at the end or before the ending. A copy such as app.log.bak is none.
    private static bool IsRotation(string path, string candidate)
    {
        string name = Path.GetFileName(path), other = Path.GetFileName(candidate);
        if (other.Length <= name.Length) return false;
        if (other.StartsWith(name, StringComparison.Ordinal)) return IsNumber(other.AsSpan(name.Length));
        string stem = Path.GetFileNameWithoutExtension(name), ending = Path.GetExtension(name);
        return ending.Length > 0 && other.StartsWith(stem, StringComparison.Ordinal) && other.EndsWith(ending, StringComparison.Ordinal)
            && IsNumber(other.AsSpan(stem.Length, other.Length - stem.Length - ending.Length));
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length > 1 && text.IndexOfAnyExcept(NumberParts) < 0 && text.IndexOfAnyInRange('0', '9') >= 0;
}
