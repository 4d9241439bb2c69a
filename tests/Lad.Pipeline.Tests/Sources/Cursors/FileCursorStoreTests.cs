using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Pipeline.Tests.Sources.Cursors;

public sealed class FileCursorStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly string path;

    public FileCursorStoreTests() => path = Path.Combine(directory.Path, "state", "es.cursor");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Parts_are_added_replaced_and_removed_and_the_others_stay()
    {
        await SaveAsync(("a", [1]), ("b", [2, 2]), ("c", []));
        await SaveAsync(("b", [3]), ("c", null), ("d", [4]));

        IReadOnlyDictionary<string, byte[]> loaded = await new FileCursorStore(path).LoadAsync("es:logs", CancellationToken.None);

        Assert.Equal(["a=01", "b=03", "d=04"], loaded.Select(part => $"{part.Key}={Convert.ToHexString(part.Value)}").Order(StringComparer.Ordinal));
        Assert.False(File.Exists(path + ".new"));
    }

    [Fact]
    public async Task Nothing_saved_is_nothing() => Assert.Empty(await new FileCursorStore(path).LoadAsync("es:logs", CancellationToken.None));

    [Fact]
    public async Task A_cursor_of_another_source_is_refused()
    {
        await SaveAsync(("a", [1]));
        await RefusedAsync("belongs to es:logs, not to es:other", "es:other");
    }

    [Fact]
    public async Task A_file_that_is_cut_or_changed_anywhere_is_refused()
    {
        await SaveAsync(("head", [1, 2, 3]), ("ids-0", new byte[48]));
        byte[] whole = await File.ReadAllBytesAsync(path);
        for (int at = 0; at < whole.Length; at++)
        {
            await File.WriteAllBytesAsync(path, whole[..at]);
            await RefusedAsync("cursor '");
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            await File.WriteAllBytesAsync(path, changed);
            await RefusedAsync("cursor '");
        }
        await File.WriteAllBytesAsync(path, [.. whole, 0]);
        await RefusedAsync("is damaged");
    }

    [Fact]
    public async Task A_newer_version_and_what_is_no_cursor_are_refused_with_what_to_do()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "{\"version\":1}");
        await RefusedAsync("is not a cursor: restore it, name another, or remove it to read anew");
        await SaveAsync(("a", [1]), at: path + "2");
        byte[] newer = await File.ReadAllBytesAsync(path + "2");
        newer[8] = 2;
        await File.WriteAllBytesAsync(path, newer);
        await RefusedAsync("is of version 2, and this program knows version 1");
    }

    [Fact]
    public async Task A_cursor_that_cannot_be_written_says_why()
    {
        Directory.CreateDirectory(path + ".new");
        SourceException refused = await Assert.ThrowsAsync<SourceException>(() => SaveAsync(("a", [1])));
        Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
    }

    private Task SaveAsync(params (string Name, byte[]? Content)[] parts) => SaveAsync(path, parts);

    private Task SaveAsync((string Name, byte[]? Content) part, string at) => SaveAsync(at, [part]);

    private static async Task SaveAsync(string at, (string Name, byte[]? Content)[] parts)
    {
        var store = new FileCursorStore(at);
        await store.LoadAsync("es:logs", CancellationToken.None);
        await store.SaveAsync("es:logs", [.. parts.Select(part => new CursorPart(part.Name, part.Content))], CancellationToken.None);
    }

    private async Task RefusedAsync(string reason, string source = "es:logs")
    {
        SourceException refused = await Assert.ThrowsAsync<SourceException>(async () => await new FileCursorStore(path).LoadAsync(source, CancellationToken.None));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }
}
