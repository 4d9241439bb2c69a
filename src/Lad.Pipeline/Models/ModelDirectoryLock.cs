namespace Lad.Pipeline.Models;

/// <summary>
/// The turn of one publisher among all processes: a file that is held open without sharing. The operating system ends the turn of a
/// process that dies.
/// </summary>
internal static class ModelDirectoryLock
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits for the turn in <paramref name="directory"/>, which is made when missing; disposing ends the turn.</summary>
    /// <exception cref="ModelStoreException">Another publisher did not finish in time, or the directory cannot be written.</exception>
    public static async ValueTask<IDisposable> TakeAsync(string directory, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        ModelFiles.Guard(directory, "cannot be made", () => Directory.CreateDirectory(directory));
        string path = Path.Combine(directory, ".lock");
        long begin = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException fault)
            {
                throw new ModelStoreException(directory, $"cannot be written: {fault.Message} Let this user write there.", fault);
            }
            catch (IOException fault)
            {
                if (time.GetElapsedTime(begin) >= timeout)
                    throw new ModelStoreException(path, $"another publisher held it for {timeout.TotalSeconds:0.#} s: {fault.Message} Try again when it is done.", fault);
            }

            await Task.Delay(Retry, time, cancellation).ConfigureAwait(false);
        }
    }
}
