using System.Text;
using System.Text.Json;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Tests.Sinks;

namespace Lad.Pipeline.Tests.DeadLetters;

public sealed class FileDeadLetterSinkTests
{
    [Fact]
    public async Task A_dead_letter_keeps_its_bytes_its_place_and_the_error()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("dead.jsonl");
        byte[] bytes = [0x7B, 0xFF, 0x00, 0x22];
        for (int run = 0; run < 2; run++)
        {
            await using var sink = new FileDeadLetterSink(path);
            RecordBatch batch = new ScoredBatch().Add("fine").Add(bytes).Batch;
            batch.Reject(1, "json-malformed", "not \"JSON\"");
            await sink.WriteAsync(batch, CancellationToken.None);
        }

        string[] lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(2, lines.Length);
        JsonElement letter = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal(bytes, letter.GetProperty("lad").GetProperty("bytes").GetBytesFromBase64());
        Assert.Equal(Encoding.UTF8.GetString(bytes), letter.GetProperty("message").GetString());
        Assert.Equal(("app.log", 257L), (letter.GetProperty("lad").GetProperty("stream").GetString(), letter.GetProperty("lad").GetProperty("offset").GetInt64()));
        Assert.Equal(("json-malformed", "not \"JSON\""), (letter.GetProperty("error").GetProperty("code").GetString(), letter.GetProperty("error").GetProperty("message").GetString()));
        Assert.Equal("2026-11-21T01:02:03.045Z", letter.GetProperty("@timestamp").GetString());
        Assert.Equal("pipeline_error", letter.GetProperty("event").GetProperty("kind").GetString());
    }
}
