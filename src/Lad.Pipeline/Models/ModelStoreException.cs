namespace Lad.Pipeline.Models;

/// <summary>A model could not be read or published. The message names the place, the reason and what to do.</summary>
public sealed class ModelStoreException(string path, string message, Exception? inner = null) : IOException($"{path}: {message}", inner)
{
    /// <summary>The file, the directory, or the topic with partition and offset.</summary>
    public string Path { get; } = path;
}
