namespace Lad.Pipeline.Sources;

/// <summary>A source cannot be read. The message says which, why, and what to do.</summary>
/// <param name="source">The path or name of the source.</param>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="inner">What the operating system said.</param>
public sealed class SourceException(string source, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The path or name of the source.</summary>
    public string SourceName { get; } = source;
}
