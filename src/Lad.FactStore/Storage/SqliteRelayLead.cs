namespace Lad.FactStore.Storage;

/// <summary>The lead on a SQLite database: a file beside it, held open without sharing. The operating system ends the lead of a process that dies.</summary>
internal sealed class SqliteRelayLead : RelayLead
{
    private readonly FileStream held;

    private SqliteRelayLead(FileStream held) => this.held = held;

    /// <summary>Takes the lead; <see langword="null"/> when another has it.</summary>
    /// <exception cref="FactStoreException">The file cannot be made.</exception>
    public static SqliteRelayLead? TryTake(string database)
    {
        string path = database + "-relay";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new SqliteRelayLead(new FileStream(path, options));
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new FactStoreException($"{path}: it cannot be written: {failure.Message} Let this user write there.", failure);
        }
        catch (IOException failure) when (IsHeldByAnother(failure))
        {
            return null;
        }
        catch (IOException failure)
        {
            throw new FactStoreException($"{path}: it cannot be made or opened: {failure.Message} Without it nothing is published.", failure);
        }
    }

    /// <inheritdoc/>
    public override Task<bool> IsHeldAsync(CancellationToken cancellation) => Task.FromResult(true);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => held.DisposeAsync();

    // A sharing or lock violation of Windows; elsewhere EWOULDBLOCK of the lock, whose number is the system's.
    private static bool IsHeldByAnother(IOException failure)
    {
        int code = failure.HResult & 0xFFFF;
        if (OperatingSystem.IsWindows()) return code is 32 or 33;
        return code == (OperatingSystem.IsLinux() ? 11 : 35);
    }
}
