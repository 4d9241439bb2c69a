namespace Lad.Pipeline.Sources.Cursors;

/// <summary>A cursor in a file. Written aside and moved into place: it is whole or as before. One source at a time.</summary>
/// <param name="path">The file; its directory is made when it is missing.</param>
public sealed class FileCursorStore(string path) : ICursorStore
{
    private const long LargestFile = 4L << 30;
    private const string Remedy = "restore it, name another, or remove it to read anew";
    private Dictionary<string, byte[]>? parts;
    private string? owner;

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> LoadAsync(string source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        owner = source;
        parts = Load(source);
        return ValueTask.FromResult<IReadOnlyDictionary<string, byte[]>>(new Dictionary<string, byte[]>(parts));
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(string source, IReadOnlyList<CursorPart> parts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (this.parts is null || owner != source)
        {
            owner = source;
            this.parts = Load(source);
        }
        foreach (CursorPart part in parts)
        {
            if (part.Content is null) this.parts.Remove(part.Name);
            else this.parts[part.Name] = part.Content;
        }
        string aside = path + ".new";
        try
        {
            string whole = Path.GetFullPath(path);
            if (Path.GetDirectoryName(whole) is { } directory) Directory.CreateDirectory(directory);
            using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
            {
                CursorFileFormat.Write(file, source, this.parts);
                file.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(source, $"The cursor '{path}' cannot be written: {e.Message} Free space or grant write permission; reading goes on from the position saved last.", e);
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Dictionary<string, byte[]> Load(string source)
    {
        if (Directory.Exists(path)) throw new SourceException(source, $"The cursor '{path}' is a directory: name a file.");
        try
        {
            if (!File.Exists(path)) return [];
            if (new FileInfo(path).Length > LargestFile) throw new SourceException(source, $"The cursor '{path}' is larger than any cursor: {Remedy}.");
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            (string of, Dictionary<string, byte[]> read) = CursorFileFormat.Read(file);
            return of == source ? read : throw new SourceException(source, $"The cursor '{path}' belongs to {of}, not to {source}: name another.");
        }
        catch (FormatException e)
        {
            throw new SourceException(source, $"The cursor '{path}' {e.Message}: {Remedy}.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not SourceException)
        {
            throw new SourceException(source, $"The cursor '{path}' cannot be read: {e.Message}", e);
        }
    }
}
