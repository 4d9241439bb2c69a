namespace Lad.Pipeline.Sources.MultiLine;

/// <summary>Which lines are joined into one record.</summary>
public enum MultiLineMode : byte
{
    /// <summary>Each line is a record.</summary>
    Off,

    /// <summary>Stack traces and indented continuations are joined to the line before them.</summary>
    Auto,

    /// <summary>Whatever does not match <see cref="MultiLineOptions.StartPattern"/> is joined to the line before it.</summary>
    Pattern,
}
