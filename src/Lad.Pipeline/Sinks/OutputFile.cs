namespace Lad.Pipeline.Sinks;

/// <summary>Opens what sinks write to, unbuffered.</summary>
public static class OutputFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; it is made if it does not exist.</param>
    /// <param name="append">Whether to go on at its end; otherwise what it held is gone.</param>
    /// <exception cref="SinkException">It cannot be opened; says why.</exception>
    public static FileStream Open(string path, bool append = false)
    {
        try
        {
            return new FileStream(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw SinkException.Opening($"file:{path}", path, failure);
        }
    }

    /// <summary>
    /// Standard output. Unlike the console's own stream, which swallows it, a write to a pipe that nobody reads any more is an error here, by which the graph learns to stop.
    /// </summary>
    public static Stream StandardOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutputStream();
}
