namespace Lad.Detection.Parsing;

/// <summary>Why and where a record could not be parsed: a value, since a bad record is nothing exceptional.</summary>
/// <param name="Error">What is wrong.</param>
/// <param name="Offset">The byte of the record at which it shows, 0 for the first.</param>
public readonly record struct ParseFault(ParseError Error, int Offset)
{
    /// <summary>What is wrong, where, and what to do about it, in one sentence for people. Allocates.</summary>
    public string Describe() => Error switch
    {
        ParseError.None => "nothing is wrong",
        ParseError.MalformedJson => $"the record is not valid JSON at byte {Offset}: correct the application's output, or read its lines as plain text",
        ParseError.TruncatedJson => $"the JSON object is cut off at byte {Offset}: look for a length limit between the application and here",
        ParseError.JsonTooDeep => $"the JSON object is nested too deeply at byte {Offset}: flatten it, or raise the depth limit",
        ParseError.NoMessage => $"the JSON object that ends at byte {Offset} has no text at any message path: name the path of the message",
        ParseError.SeveralMessages => $"the JSON object wraps several log records, the second at byte {Offset}: have them written one to a line",
        _ => $"{Error} at byte {Offset}",
    };
}
