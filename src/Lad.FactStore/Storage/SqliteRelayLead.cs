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
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override Task<bool> IsHeldAsync(CancellationToken cancellation) => Task.FromResult(true);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => held.DisposeAsync();
}
