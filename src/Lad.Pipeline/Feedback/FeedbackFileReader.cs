using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Feedback;

/// <summary>Reads what was added to a file of feedback since the last look. Not thread-safe.</summary>
/// <param name="path">The file.</param>
/// <param name="name">What an operator calls it.</param>
internal sealed class FeedbackFileReader(string path, string name)
{
    private const int LongestTail = 128;
    private readonly byte[] chunk = new byte[64 << 10];
    private (FileIdentity Identity, long Length, DateTime Written) seen;
    private byte[] tail = [];
    private long offset;
    private long lines;

    /// <summary>What is new: of each fingerprint what is in force now, and lines that are no entries. Empty while there is no file, or nothing new in it.</summary>
    /// <exception cref="FeedbackException">The file cannot be read, or is gone.</exception>
    public IReadOnlyList<FeedbackChange> Look()
    {
        try
        {
            if (FileIdentity.Of(path) is not { } identity)
                return offset == 0 ? [] : throw new FeedbackException(name, $"{path} is gone; the feedback that it held stays in force until it is back.");
            var file = new FileInfo(path);
            if ((file.Attributes & FileAttributes.Directory) != 0) throw new IOException("it is a directory");
            (FileIdentity Identity, long Length, DateTime Written) now = (identity, file.Length, file.LastWriteTimeUtc);
            if (now == seen) return [];
            IReadOnlyList<FeedbackChange> changes = Read();
            seen = now;
            return changes;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new FeedbackException(name, $"Feedback cannot be read from {path}: {fault.Message}", fault);
        }
    }

    private List<FeedbackChange> Read()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!GoesOn(file))
        {
            offset = 0;
            lines = 0;
            tail = [];
        }
        List<FeedbackChange> refused = [];
        Dictionary<ulong, FeedbackState> states = [];
        var line = new MemoryStream();
        long position = offset;
        for (int read; (read = RandomAccess.Read(file.SafeFileHandle, chunk, position)) > 0; position += read)
        {
            ReadOnlySpan<byte> rest = chunk.AsSpan(0, read);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                Add(line, rest[..end]);
                lines++;
                TakeLine(line.GetBuffer().AsSpan(0, (int)line.Length), states, refused);
                line.SetLength(0);
                offset = position + read - rest.Length + end + 1;
            }
            Add(line, rest);
        }
        KeepTail(file);
        return [.. refused, .. states.Values.Select(state => new FeedbackChange(FeedbackChangeKind.State, state))];
    }

    private void TakeLine(ReadOnlySpan<byte> line, Dictionary<ulong, FeedbackState> states, List<FeedbackChange> refused)
    {
        if (line.Trim(" \t\r"u8).IsEmpty) return;
        try
        {
            FeedbackState state = FeedbackJson.Read(line).State;
            states[state.Fingerprint] = state;
        }
        catch (FormatException fault)
        {
            refused.Add(new FeedbackChange(FeedbackChangeKind.Refused, Fault: new FeedbackException(name, $"Line {lines} of {path} is no entry of feedback and was left out: {fault.Message}.", fault)));
        }
    }

    // One byte more than an entry may have is enough to refuse it.
    private static void Add(MemoryStream line, ReadOnlySpan<byte> bytes) => line.Write(bytes[..(int)Math.Min(bytes.Length, FeedbackJson.MaxBytes + 1 - line.Length)]);

    /// <summary>Whether the file still begins with what was read of it, as far as its latest bytes tell.</summary>
    private bool GoesOn(FileStream file)
    {
        if (seen.Identity != FileIdentity.Of(file.SafeFileHandle) || file.Length < offset) return false;
        Span<byte> there = stackalloc byte[LongestTail];
        there = there[..tail.Length];
        return RandomAccess.Read(file.SafeFileHandle, there, offset - there.Length) == there.Length && there.SequenceEqual(tail);
    }

    private void KeepTail(FileStream file)
    {
        tail = new byte[(int)Math.Min(LongestTail, offset)];
        RandomAccess.Read(file.SafeFileHandle, tail, offset - tail.Length);
    }
}
