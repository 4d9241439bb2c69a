using Lad.Pipeline.Sources.Files;

namespace Lad.Pipeline.Sources.Cursors;

/// <summary>One generation of one file: what its cursor is made from.</summary>
internal sealed class TrackedStream(string path, FileIdentity identity, int generation)
{
    private volatile byte[] head = [];

    /// <summary>The stream that its records name. Event ids differ between generations, since offsets start anew.</summary>
    public SourceStream Stream { get; } = new(path, generation == 0 ? identity.ToString() : $"{identity}-{generation}");

    public string Path { get; } = path;

    public FileIdentity Identity { get; } = identity;

    public int Generation { get; } = generation;

    /// <summary>The first bytes of the file as far as they were read; replaced as a whole, read by the acknowledging thread.</summary>
    public byte[] Head
    {
        get => head;
        set => head = value;
    }

    public StreamCursor At(long offset)
    {
        ReadOnlySpan<byte> covered = Head.AsSpan(0, (int)Math.Min(Head.Length, offset));
        return new StreamCursor(Path, Identity.ToString(), Generation, offset, covered.Length, HeadFingerprint.Of(covered));
    }
}
