namespace Lad.Pipeline.Sources.Files;

/// <summary>Where a file that is followed is read from when no cursor knows it.</summary>
public enum StartPosition : byte
{
    /// <summary>From its first byte.</summary>
    Beginning,

    /// <summary>From what is added after the source was opened. Files that appear later are read whole.</summary>
    End,
}
