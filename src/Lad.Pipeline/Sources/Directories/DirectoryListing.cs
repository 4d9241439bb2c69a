using System.IO.Enumeration;
using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Sources.Directories;

/// <summary>One file of a directory.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Identity">What makes it the same file after a rename.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Matches">Whether its name is one that is asked for.</param>
internal readonly record struct ListedFile(string Path, FileIdentity Identity, long Length, bool Matches);

/// <summary>Lists the files of a directory, in the order of their paths.</summary>
internal static class DirectoryListing
{
    public static List<ListedFile> Read(string directory, DirectorySourceOptions options)
    {
        var found = new List<ListedFile>();
        var enumeration = new EnumerationOptions { RecurseSubdirectories = options.Recursive, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false };
        string? cursor = options.Files.CursorPath is { } path ? Path.GetFullPath(path) : null;
        try
        {
            foreach (FileInfo file in new DirectoryInfo(directory).EnumerateFiles("*", enumeration))
            {
                string full = file.FullName;
                if (cursor is not null && full.StartsWith(cursor, StringComparison.Ordinal)) continue;
                bool matches = FileSystemName.MatchesSimpleExpression(options.Pattern, file.Name, ignoreCase: false);
                // What is packed while following was followed before.
                if (options.Files.Follow && full.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) matches = false;
                // It may be gone or another one since it was listed.
                if (FileIdentity.Of(full) is { } identity && file.Exists) found.Add(new ListedFile(Path.Combine(directory, Path.GetRelativePath(Path.GetFullPath(directory), full)), identity, file.Length, matches));
            }
        }
        catch (FileNotFoundException)
        {
            // A file went while the directory was listed: what was found so far is true, and the next listing finds the rest.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(directory, $"The directory '{directory}' cannot be listed: {e.Message}", e);
        }
        found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }
}
