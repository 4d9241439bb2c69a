using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Feedback;

/// <summary>
/// Publishes feedback to a file: one entry a line, on the disk before it counts. Another file beside it, <c>PATH.lock</c>, is held while this publisher is open, so that there is one;
/// the operating system ends the turn of a process that dies.
/// </summary>
/// <param name="path">The file; it and its directory are made when missing.</param>
public sealed class FeedbackFilePublisher(string path) : IFeedbackPublisher
{
    private FileStream? turn;
    private FileStream? file;
    private long last;

    /// <inheritdoc/>
    public string Name { get; } = $"file:{path}";

    /// <inheritdoc/>
    public ValueTask<long> OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CloseFile();
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory) Directory.CreateDirectory(directory);
            turn ??= TakeTurn();
            file = new FileStream(path, Options(FileShare.ReadWrite | FileShare.Delete));
            long end = FeedbackFileEnd.Find(file, out byte[] line);
            if (end < file.Length)
            {
                file.SetLength(end);
                file.Flush(flushToDisk: true);
            }
            file.Position = end;
            last = line.Length == 0 ? 0 : FeedbackJson.Read(line).Statement.Sequence;
            return ValueTask.FromResult(last);
        }
        catch (FormatException fault)
        {
            CloseFile();
            throw new FeedbackException(Name, $"The last line of {path} is no entry of feedback: {fault.Message}. Nothing is published behind it: put the file right, or move it away.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            CloseFile();
            throw new FeedbackException(Name, $"Feedback cannot be published to {path}: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(IReadOnlyList<FeedbackEntry> entries, CancellationToken cancellation)
    {
        if (file is null) throw new InvalidOperationException($"{Name} is not open: OpenAsync comes first, also after a failure.");
        if (entries.Count == 0) return;
        CheckStillThere(file);
        using var lines = new MemoryStream();
        long sequence = last;
        foreach (FeedbackEntry entry in entries)
        {
            if (entry.Statement.Sequence <= sequence) throw new ArgumentException($"Statement {entry.Statement.Sequence} comes behind {sequence}: entries are published in the order of their numbers, each once.", nameof(entries));
            sequence = entry.Statement.Sequence;
            lines.Write(FeedbackJson.Write(entry));
            lines.WriteByte((byte)'\n');
        }
        try
        {
            await file.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
            last = sequence;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            CloseFile();
            if (fault is OperationCanceledException) throw;
            throw new FeedbackException(Name, $"Feedback was not written to {path}: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        CloseFile();
        turn?.Dispose();
        turn = null;
        return ValueTask.CompletedTask;
    }

    // Writing into a file that no path names would lose entries, and behind the end of a truncated one leave a hole of zeros.
    private void CheckStillThere(FileStream open)
    {
        string? change;
        try
        {
            if (FileIdentity.Of(path) is not { } named) change = "was removed";
            else if (named != FileIdentity.Of(open.SafeFileHandle)) change = "is another file now";
            else change = open.Length == open.Position ? null : $"has {open.Length} bytes instead of {open.Position}";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            CloseFile();
            throw new FeedbackException(Name, $"Feedback was not written to {path}: {fault.Message}", fault);
        }
        if (change is null) return;
        CloseFile();
        throw new FeedbackException(Name, $"{path} {change} while feedback was published to it. It is opened anew, and gets what it lacks.");
    }

    private FileStream TakeTurn()
    {
        try
        {
            return new FileStream(path + ".lock", Options(FileShare.None));
        }
        catch (IOException fault)
        {
            throw new FeedbackException(Name, $"Another process publishes feedback to {path}, or its lock file cannot be written: {fault.Message}", fault);
        }
    }

    // Messages of the log are its owner's, as in the store's database; a file that is there keeps the rights that somebody gave it.
    private static FileStreamOptions Options(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private void CloseFile()
    {
        file?.Dispose();
        file = null;
    }
}
