namespace Lad.Pipeline.Sources.Cursors;

/// <summary>
/// Keeps how far sources were read, each as named parts of bytes, so that of much only what changed need be written. A source's cursor has one writer at a time.
/// </summary>
public interface ICursorStore : IAsyncDisposable
{
    /// <summary>What an operator calls the store, e.g. a file's path or <c>kafka:lad.cursors</c>.</summary>
    string Name { get; }

    /// <summary>All parts of a source's cursor; empty when there is none.</summary>
    /// <param name="source">The source, e.g. <c>es:logs-*</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SourceException">The cursor is damaged, of another source, or cannot be read; says what to do.</exception>
    ValueTask<IReadOnlyDictionary<string, byte[]>> LoadAsync(string source, CancellationToken cancellation);

    /// <summary>Writes parts in their order, and returns when they will survive. Parts that are not named stay. After a crash, the first few may be there and the others as before.</summary>
    /// <param name="source">The source.</param>
    /// <param name="parts">What changed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SourceException">They cannot be written; says what to do.</exception>
    ValueTask SaveAsync(string source, IReadOnlyList<CursorPart> parts, CancellationToken cancellation);
}

/// <summary>A part of a cursor.</summary>
/// <param name="Name">Letters, digits and dashes.</param>
/// <param name="Content">Its bytes, below 1 MB; <see langword="null"/>: it is removed.</param>
public readonly record struct CursorPart(string Name, byte[]? Content);
