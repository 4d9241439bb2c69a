using System.Text.Json.Serialization;

namespace Lad.Pipeline.Sources.Cursors;

/// <summary>What a cursor file holds.</summary>
internal sealed record CursorDocument(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("files")] IReadOnlyList<StreamCursor> Files);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(CursorDocument))]
internal sealed partial class CursorJson : JsonSerializerContext;
