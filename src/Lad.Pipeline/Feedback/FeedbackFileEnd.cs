namespace Lad.Pipeline.Feedback;

/// <summary>Finds the last whole line of a file from behind.</summary>
internal static class FeedbackFileEnd
{
    private const int Step = 64 << 10;

    /// <summary>Where the last whole line ends; what follows was torn off while it was written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line without its end; empty when there is none, and of one that is too long for an entry the end only.</param>
    public static long Find(FileStream file, out byte[] line)
    {
        long end = NewLineBefore(file, file.Length) + 1;
        line = [];
        if (end == 0) return 0;
        long start = NewLineBefore(file, end - 1) + 1;
        line = new byte[(int)Math.Min(end - 1 - start, FeedbackJson.MaxBytes + 1)];
        RandomAccess.Read(file.SafeFileHandle, line, end - 1 - line.Length);
        return end;
    }

    private static long NewLineBefore(FileStream file, long end)
    {
        byte[] bytes = new byte[Step];
        while (end > 0)
        {
            int length = (int)Math.Min(Step, end);
            int read = RandomAccess.Read(file.SafeFileHandle, bytes.AsSpan(0, length), end - length);
            int found = bytes.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (found >= 0) return end - length + found;
            end -= length;
        }
        return -1;
    }
}
