using System.Text.Json.Serialization;

namespace Lad.Pipeline.Sources.Cursors;

/// <summary>How far one file was read and acknowledged.</summary>
/// <param name="Path">The file's path when it was opened; for people, the identity finds it.</param>
/// <param name="Identity">What makes it the same file after a rename.</param>
/// <param name="Generation">How often it was truncated and begun again.</param>
/// <param name="Offset">The first byte that is not acknowledged.</param>
/// <param name="HeadLength">Bytes at its start that <paramref name="Head"/> covers, at most 256.</param>
/// <param name="Head">Fingerprint of these bytes: tells a file that was truncated and has grown beyond the offset again.</param>
internal sealed record StreamCursor(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("identity")] string Identity,
    [property: JsonPropertyName("generation")] int Generation,
    [property: JsonPropertyName("offset")] long Offset,
    [property: JsonPropertyName("headLength")] int HeadLength,
    [property: JsonPropertyName("head")] string Head);
