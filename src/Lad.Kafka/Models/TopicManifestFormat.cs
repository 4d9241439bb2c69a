using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Lad.Detection.Snapshots;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>Writes and reads manifests as docs/snapshot-format.md describes them. What is read is untrusted.</summary>
internal static class TopicManifestFormat
{
    private const int Format = 1;
    private const int HashDigits = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static byte[] Write(TopicManifest manifest)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("model", manifest.Model);
        json.WriteString("current", manifest.Current);
        json.WriteString("published", Text(manifest.Published));
        json.WriteStartArray("versions");
        foreach (ManifestVersion version in manifest.Versions)
        {
            json.WriteStartObject();
            json.WriteString("version", version.Version);
            json.WriteNumber("chunks", version.Chunks);
            json.WriteNumber("bytes", version.Bytes);
            json.WriteString("sha256", version.Hash);
            json.WriteString("created", Text(version.Created));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads the manifest of <paramref name="model"/>.</summary>
    /// <exception cref="FormatException">It is none; says why, without a full stop.</exception>
    public static TopicManifest Read(ReadOnlyMemory<byte> bytes, string model)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = document.RootElement;
            int format = Number(root, "format", int.MaxValue);
            Check(format == Format, $"it has format {format}, and this program reads format {Format}");
            Check(Name(root, "model") == model, "it names another model than its key");
            JsonElement listed = Property(root, "versions", JsonValueKind.Array);
            Check(listed.GetArrayLength() is >= 1 and <= TopicManifest.MaxVersions, $"it names {listed.GetArrayLength()} versions, and 1 to {TopicManifest.MaxVersions} are allowed");
            ManifestVersion[] versions = [.. listed.EnumerateArray().Select(Version)];
            Check(versions.Select(version => version.Version).Distinct(StringComparer.Ordinal).Count() == versions.Length, "it names a version twice");
            var manifest = new TopicManifest(model, Name(root, "current"), Time(root, "published"), versions);
            Check(manifest.Find(manifest.Current) is not null, "the version in force is not among those that it keeps");
            return manifest;
        }
        catch (JsonException fault)
        {
            throw new FormatException("it is not JSON", fault);
        }
    }

    private static ManifestVersion Version(JsonElement element)
    {
        Check(element.ValueKind == JsonValueKind.Object, "a version is not an object");
        var version = new ManifestVersion(Name(element, "version"), Number(element, "chunks", TopicManifest.MaxChunks), Number(element, "bytes", SnapshotLimits.SnapshotBytes), Text(element, "sha256"), Time(element, "created"));
        Check(version.Hash.Length == HashDigits && version.Hash.AsSpan().IndexOfAnyExcept(HexDigits) < 0, "a sha256 is not 64 lower-case hex digits");
        Check(version.Chunks <= version.Bytes, "a version has more chunks than bytes");
        return version;
    }

    private static JsonElement Property(JsonElement element, string name, JsonValueKind kind)
    {
        Check(element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _), $"it has no '{name}'");
        JsonElement value = element.GetProperty(name);
        Check(value.ValueKind == kind, $"its '{name}' is of another kind than {kind}");
        return value;
    }

    private static string Text(JsonElement element, string name)
    {
        try
        {
            return Property(element, name, JsonValueKind.String).GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException($"its '{name}' is not text", fault);
        }
    }

    private static string Name(JsonElement element, string name)
    {
        string text = Text(element, name);
        Check(ModelName.IsValid(text), $"its '{name}' cannot be a name");
        return text;
    }

    private static int Number(JsonElement element, string name, int limit)
    {
        Check(Property(element, name, JsonValueKind.Number).TryGetInt64(out long value) && value >= 1 && value <= limit, $"its '{name}' is not a whole number from 1 to {limit}");
        return (int)value;
    }

    private static DateTimeOffset Time(JsonElement element, string name)
    {
        Check(Property(element, name, JsonValueKind.String).TryGetDateTimeOffset(out DateTimeOffset time), $"its '{name}' is not a time");
        return time;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static void Check(bool holds, string reason)
    {
        if (!holds) throw new FormatException(reason);
    }
}
