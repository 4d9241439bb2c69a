using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>What is answered.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body; empty for none.</param>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static Answer Json(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Unchecked)) write(json);
        return new(status, buffer.WrittenMemory);
    }

    public static Answer Text(int status, string body, string contentType) => new(status, Encoding.UTF8.GetBytes(body)) { ContentType = contentType };

    public static Answer Empty(int status) => new(status, default);

    public static Answer Acknowledged() => Json(200, static json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("acknowledged", true);
        json.WriteEndObject();
    });
}
