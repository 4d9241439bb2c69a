namespace Lad.Pipeline.Sources.Cursors;

/// <summary>A cursor in a file. Written aside and moved into place: it is whole or as before.</summary>
/// <param name="path">The file; its directory is made when it is missing.</param>
public sealed class FileCursorStore(string path) : ICursorStore
{
    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> LoadAsync(string source, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask SaveAsync(string source, IReadOnlyList<CursorPart> parts, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
