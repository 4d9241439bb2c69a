using Lad.Cli.Locations;

namespace Lad.Cli.Doctor.Inputs;

/// <summary>Looks at a file or a directory that is read: whether it is there, and whether its latest lines are understood.</summary>
/// <param name="scope">What is looked at.</param>
/// <param name="place">The file or directory.</param>
internal sealed class FileInputCheck(Scope scope, Location place)
{
    private const int TailBytes = 1 << 18;
    private const int MostLines = 100;

    /// <summary>Looks.</summary>
    public Task LookAsync(Findings findings, CancellationToken end)
    {
        if (place.Kind == LocationKind.Directory) Directory(findings);
        else if (System.IO.Directory.Exists(place.Path)) findings.Fault($"{place.Path} is a directory", $"--from dir:{place.Path}");
        else if (!File.Exists(place.Path)) findings.Fault($"{place.Path} does not exist", "name the file that the application writes: Input:From, --from");
        else Sample(place.Path, findings);
        return Task.CompletedTask;
    }

    private void Directory(Findings findings)
    {
        if (!System.IO.Directory.Exists(place.Path))
        {
            findings.Fault($"{place.Path} does not exist", "name the directory that applications write to: Input:From, --from; in a container mount it");
            return;
        }
        FileInfo[] files = [.. new DirectoryInfo(place.Path).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !file.Name.StartsWith('.')).OrderByDescending(file => file.LastWriteTimeUtc)];
        if (files.Length == 0) findings.Warning($"{place.Path} has no files: there is nothing to learn from or to score", "do applications write there?");
        else findings.Ok($"{place.Path} has {files.Length} files");
        foreach (FileInfo file in files.Where(file => file.Length > 0).Take(3)) Sample(file.FullName, findings);
    }

    private void Sample(string path, Findings findings)
    {
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            findings.Skipped($"{path} is packed; its lines were not looked at");
            return;
        }
        var sample = new RecordSample(scope.Settings.Input, scope.Clock.GetUtcNow());
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long begin = file.CanSeek ? Math.Max(0, file.Length - TailBytes) : 0;
        if (begin > 0) file.Seek(begin, SeekOrigin.Begin);
        byte[] bytes = new byte[TailBytes];
        ReadOnlySpan<byte> tail = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        if (tail.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || tail.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) findings.Fault($"{path} is UTF-16", $"let the application write UTF-8, or convert it: iconv -f UTF-16 -t UTF-8 {path}");
        // The first line is a part of one, and so may the last be.
        if (begin > 0) tail = tail[(tail.IndexOf((byte)'\n') + 1)..];
        var lines = new List<Range>();
        foreach (Range line in tail.Split((byte)'\n')) lines.Add(line);
        foreach (Range line in lines.Where(line => !line.Equals(default)).TakeLast(MostLines + 1)) sample.Add(tail[line].TrimEnd((byte)'\r'));
        sample.Report(findings, path);
    }
}
