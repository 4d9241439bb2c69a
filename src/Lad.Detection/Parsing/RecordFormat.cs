namespace Lad.Detection.Parsing;

/// <summary>The shape in which a record arrived, detected for each record by itself.</summary>
public enum RecordFormat : byte
{
    /// <summary>Free text; the message is the text itself.</summary>
    Plain,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Pairs of <c>key=value</c>.</summary>
    Logfmt,
}
