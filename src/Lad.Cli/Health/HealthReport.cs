using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lad.Cli.Health;

/// <summary>What one probe is told.</summary>
/// <param name="IsGood">Whether the answer is yes.</param>
/// <param name="Status">The state in a word or two, such as <c>ready</c>, <c>warming</c>, <c>draining</c>.</param>
/// <param name="Reasons">Why, or what it is at: a sentence for each part.</param>
internal sealed record HealthReport(bool IsGood, string Status, IReadOnlyList<string> Reasons)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report as one JSON object, UTF-8: <c>{"status":"warming","reasons":["..."]}</c>.</summary>
    public byte[] ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("status", Status);
            json.WriteStartArray("reasons");
            foreach (string reason in Reasons) json.WriteStringValue(reason);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }
}
