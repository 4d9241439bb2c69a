using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Lad.Cli.Anomalies;

/// <summary>The latest anomalies as JSON, and back again.</summary>
internal static class AnomalyJson
{
    /// <summary>Anomalies that are read of an answer, at most.</summary>
    public const int MostRead = 1_000;

    /// <summary>The anomalies, the latest first, and how many were left out: <c>{"anomalies":[...],"left_out":0}</c>.</summary>
    public static byte[] Write(IReadOnlyList<LatestAnomaly> anomalies, long leftOut) => Write(json =>
    {
        json.WriteStartArray("anomalies");
        foreach (LatestAnomaly anomaly in anomalies) Write(json, anomaly);
        json.WriteEndArray();
        json.WriteNumber("left_out", leftOut);
    });

    /// <summary>Why there is no answer: <c>{"error":"..."}</c>.</summary>
    public static byte[] Write(string error) => Write(json => json.WriteString("error", error));

    /// <summary>Writes one anomaly.</summary>
    public static void Write(Utf8JsonWriter json, LatestAnomaly anomaly)
    {
        json.WriteStartObject();
        json.WriteString("time", anomaly.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("service", anomaly.Service);
        json.WriteString("level", anomaly.Level);
        json.WriteNumber("score", anomaly.Score);
        json.WriteNumber("threshold", anomaly.Threshold);
        json.WriteString("fingerprint", anomaly.Fingerprint.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteString("template", anomaly.Template);
        json.WriteString("message", anomaly.Message);
        json.WriteString("model", anomaly.Model);
        json.WriteString("version", anomaly.Version);
        if (anomaly.Suppressed.Length > 0) json.WriteString("suppressed", anomaly.Suppressed);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(IReadOnlyList{LatestAnomaly}, long)"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static (IReadOnlyList<LatestAnomaly> Anomalies, long LeftOut) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return ([.. root.GetProperty("anomalies").EnumerateArray().Take(MostRead).Select(Read)], root.GetProperty("left_out").GetInt64());
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new JsonException("these are no anomalies: " + fault.Message, fault);
        }
    }

    private static LatestAnomaly Read(JsonElement one) => new()
    {
        Time = one.GetProperty("time").GetDateTime().ToUniversalTime(),
        Service = Text(one, "service"),
        Level = Text(one, "level"),
        Score = one.GetProperty("score").GetDouble(),
        Threshold = one.GetProperty("threshold").GetDouble(),
        Fingerprint = ulong.Parse(Text(one, "fingerprint"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        Template = Text(one, "template"),
        Message = Text(one, "message"),
        Model = Text(one, "model"),
        Version = Text(one, "version"),
        Suppressed = Text(one, "suppressed"),
    };

    private static string Text(JsonElement one, string name) => one.TryGetProperty(name, out JsonElement text) ? text.GetString() ?? "" : "";

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var bytes = new ArrayBufferWriter<byte>(4 << 10);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }
}
