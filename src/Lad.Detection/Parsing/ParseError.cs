namespace Lad.Detection.Parsing;

/// <summary>Why a record has no message to score. The names are stable: they go into dead letters.</summary>
public enum ParseError : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The record starts as a JSON object and breaks its grammar.</summary>
    MalformedJson,

    /// <summary>The record starts as a JSON object and ends before the object does.</summary>
    TruncatedJson,

    /// <summary>The JSON object is nested more deeply than <see cref="RecordParserOptions.MaxDepth"/>.</summary>
    JsonTooDeep,

    /// <summary>The JSON object has no text at any of the message paths.</summary>
    NoMessage,

    /// <summary>One JSON object wraps several log records.</summary>
    SeveralMessages,
}
