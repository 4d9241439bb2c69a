using System.Globalization;
using Lad.Cli.Locations;

namespace Lad.Cli.Doctor.Machine;

/// <summary>Looks whether there is room where something is written, and whether it may be written there: a small file is made in the directory and removed.</summary>
/// <param name="scope">What is looked at.</param>
internal sealed class DiskCheck(Scope scope)
{
    private const long Low = 1L << 30;
    private const long TooLow = 64L << 20;
    private const double Mebibyte = 1 << 20;

    /// <summary>Looks.</summary>
    public Task LookAsync(Findings findings, CancellationToken end)
    {
        (string Directory, string What)[] places = [.. Places().GroupBy(place => Path.GetFullPath(place.Directory)).Select(group => (group.Key, string.Join(", ", group.Select(place => place.What).Distinct())))];
        if (places.Length == 0) findings.Skipped("nothing is written on this machine");
        foreach ((string directory, string what) in places) Look(directory, what, findings);
        return Task.CompletedTask;
    }

    private IEnumerable<(string Directory, string What)> Places()
    {
        if (scope.Trains && scope.Settings.Model.Location is { Kind: LocationKind.Models } models) yield return (models.Path, "models");
        if (scope.Trains && scope.Settings.Model.Location is { Kind: LocationKind.File } model) yield return (Parent(model.Path), "model");
        if (scope.Scores && scope.Settings.Output.To is { Kind: LocationKind.File } output) yield return (Parent(output.Path), "verdicts");
        if (scope.Scores && scope.Settings.Output.DeadLetters is { Kind: LocationKind.File } letters) yield return (Parent(letters.Path), "dead letters");
        if (scope.Scores && scope.Settings.Output.Cursor is { Kind: LocationKind.File } cursor) yield return (Parent(cursor.Path), "cursor");
        if (scope.Stores && scope.Feedback is { Kind: LocationKind.File } feedback) yield return (Parent(feedback.Path), "feedback");
        if (scope.Stores && Stores.FactStoreCheck.FileOf(scope) is { } database) yield return (Parent(database), "the fact store's database");
    }

    private static void Look(string directory, string what, Findings findings)
    {
        // What is missing is made when it is needed, below the nearest directory that there is.
        string there = directory;
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { Length: > 0 } above) there = above;
        if (File.Exists(there))
        {
            findings.Fault($"{there} is a file, and {what} are to be kept in a directory of that name", "name another place");
            return;
        }
        string missing = there == directory ? "" : " (made when it is needed)";
        if (Refusal(there) is { } refusal)
        {
            findings.Fault($"{directory}{missing} for {what} cannot be written: {refusal}", $"let this user write there: chown {Environment.UserName} {there}; in a container mount a volume");
            return;
        }
        long free = new DriveInfo(there).AvailableFreeSpace;
        string text = string.Create(CultureInfo.InvariantCulture, $"{directory}{missing} for {what}: {free / Mebibyte:N0} MiB free, can be written");
        if (free < TooLow) findings.Fault(text, "make room, or name a place on another disk");
        else if (free < Low) findings.Warning(text, "make room, or name a place on another disk");
        else findings.Ok(text);
    }

    /// <summary>Why nothing can be written in a directory; a file that was made shows that there are inodes left, too.</summary>
    private static string? Refusal(string directory)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(directory, $".lad-doctor-{Environment.ProcessId}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.Write("probe"u8);
            probe.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return refusal.Message;
        }
    }

    private static string Parent(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;
}
