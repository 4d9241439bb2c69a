using System.Text.Json;

namespace Lad.Pipeline.Sources.Cursors;

/// <summary>A file that remembers how far a source was acknowledged. Written aside and moved into place: it is whole or not there.</summary>
/// <param name="path">The file.</param>
/// <param name="source">Name of the source that it belongs to.</param>
internal sealed class CursorFile(string path, string source)
{
    private const int Version = 1;
    private const long LargestFile = 64 * 1024 * 1024;

    /// <summary>What was saved last; empty when nothing was.</summary>
    /// <exception cref="SourceException">The file is not a cursor, or another source's.</exception>
    public IReadOnlyList<StreamCursor> Load()
    {
        const string Remedy = "restore it, name another, or remove it to read from the start";
        if (Directory.Exists(path)) throw new SourceException(source, $"The cursor '{path}' is a directory: name a file.");
        try
        {
            if (!File.Exists(path)) return [];
            if (new FileInfo(path).Length > LargestFile) throw new SourceException(source, $"The cursor '{path}' is larger than any cursor: {Remedy}.");
            CursorDocument? document = JsonSerializer.Deserialize(File.ReadAllBytes(path), CursorJson.Default.CursorDocument);
            if (document is not { Version: Version, Files: not null }) throw new SourceException(source, $"The cursor '{path}' is not of version {Version}: {Remedy}.");
            if (document.Source != source) throw new SourceException(source, $"The cursor '{path}' belongs to {document.Source}, not to {source}: name another.");
            return document.Files.Any(file => file is null || file.Offset < 0 || file.Identity is null || file.Head is null || file.HeadLength is < 0 or > HeadFingerprint.Longest)
                ? throw new SourceException(source, $"The cursor '{path}' holds a file without a valid position: {Remedy}.")
                : document.Files;
        }
        catch (JsonException e)
        {
            throw new SourceException(source, $"The cursor '{path}' is damaged at line {e.LineNumber + 1}: {Remedy}.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not SourceException)
        {
            throw new SourceException(source, $"The cursor '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Saves positions in place of those saved before.</summary>
    /// <exception cref="SourceException">They cannot be written.</exception>
    public void Save(IReadOnlyList<StreamCursor> files)
    {
        string aside = path + ".new";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory) Directory.CreateDirectory(directory);
            using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, new CursorDocument(Version, source, files), CursorJson.Default.CursorDocument);
                file.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(source, $"The cursor '{path}' cannot be written: {e.Message} Free space or grant write permission; reading goes on from the position saved last.", e);
        }
    }
}
