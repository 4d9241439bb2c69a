using System.Security.Cryptography;

namespace Lad.FactStore.Safety;

/// <summary>
/// Who may enter by a token, as the file says now: it is looked at again at most once in <see cref="Patience"/>, so that a token that is taken out of it is worth nothing a second later. A line that is wrong is left out and
/// said; a file that cannot be read lets nobody in. Thread-safe.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="clock">The clock.</param>
/// <param name="tell">Is told what is wrong, once for each change.</param>
internal sealed class TokenBook(string path, TimeProvider clock, Action<string>? tell)
{
    /// <summary>How long what was read is believed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int MostBytes = 1 << 20;

    private readonly Lock gate = new();
    private IReadOnlyList<TokenEntry> entries = [];
    private byte[] seen = [];
    private long? looked;
    private string said = "";

    /// <summary>Whose token this is; <see langword="null"/> when it is nobody's. Takes the same time whoever's it is.</summary>
    public TokenEntry? Find(string token)
    {
        byte[] hash = TokenLines.Hash(token);
        TokenEntry? found = null;
        foreach (TokenEntry entry in Current())
            if (CryptographicOperations.FixedTimeEquals(hash, entry.Hash)) found = entry;
        return found;
    }

    /// <summary>Who opened a session with a token that is still valid; <see langword="null"/> when it is not.</summary>
    public Actor? Holder(string mark) => Current().FirstOrDefault(entry => entry.Mark == mark)?.Actor;

    private IReadOnlyList<TokenEntry> Current()
    {
        lock (gate)
        {
            if (looked is { } then && clock.GetElapsedTime(then) < Patience) return entries;
            looked = clock.GetTimestamp();
            try
            {
                string text = Read(path).Text;
                byte[] hash = TokenLines.Hash(text);
                // By content: a file that Kubernetes swaps behind a link keeps the link's time.
                if (hash.AsSpan().SequenceEqual(seen)) return entries;
                (entries, IReadOnlyList<string> faults) = TokenLines.Read(text);
                seen = hash;
                Say(string.Join("; ", faults));
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                entries = [];
                seen = [];
                Say($"{refusal.Message}: nobody enters by a token until it can be read");
            }
            return entries;
        }
    }

    /// <summary>All that is wrong with a token file before it is used; and what is merely unwise.</summary>
    public static (IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings) Check(string path)
    {
        try
        {
            (string text, bool isOpen) = Read(path);
            (IReadOnlyList<TokenEntry> entries, IReadOnlyList<string> faults) = TokenLines.Read(text);
            if (entries.Count == 0 && faults.Count == 0) faults = ["names nobody: add a line NAME ROLE TOKEN, the role being reader or editor"];
            return (faults, isOpen ? [$"{path} can be read by other users of this machine: chmod 600 {path}"] : []);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ([$"cannot be read: {refusal.Message}"], []);
        }
    }

    private static (string Text, bool IsOpen) Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > MostBytes) throw new IOException($"it has more than {MostBytes} bytes");
        bool isOpen = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0;
        using var reader = new StreamReader(file);
        return (reader.ReadToEnd(), isOpen);
    }

    private void Say(string fault)
    {
        if (fault == said) return;
        said = fault;
        tell?.Invoke(fault.Length == 0 ? $"{path}: all lines are right again" : $"{path}: {fault}");
    }
}
