using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Lad.Elasticsearch.Tests.Connections;

/// <summary>A request as it came.</summary>
internal sealed record RawRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Packed)
{
    /// <summary>The body, unpacked.</summary>
    public string Body
    {
        get
        {
            if (Headers.GetValueOrDefault("content-encoding") != "gzip") return Encoding.UTF8.GetString(Packed);
            using var gzip = new GZipStream(new MemoryStream(Packed), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Reads one; <see langword="null"/> at the connection's end.</summary>
    public static async Task<RawRequest?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(letter, cancellation) == 0) return null;
            head.Append((char)letter[0]);
        }
        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellation);
        return new RawRequest(lines[0], headers, body);
    }
}
