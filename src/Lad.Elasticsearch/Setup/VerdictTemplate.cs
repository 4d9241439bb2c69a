using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Setup;

/// <summary>An index template of verdicts: one of the files in <c>config/index-templates</c>, made to fit a name and a server.</summary>
/// <param name="Name">The template's name.</param>
/// <param name="Content">The template without the mark of whose it is.</param>
internal sealed record VerdictTemplate(string Name, JsonObject Content)
{
    /// <summary>The files' names.</summary>
    public const string Scored = "lad-scored";
    public const string Anomaly = "lad-anomaly";
    private const string Meta = "_meta";
    private const string Owner = "lad";
    private const string VersionName = "version";
    private const string HashName = "hash";
    private const int HashDigits = 16;

    /// <summary>Which edition of the mapping this is; grows with each change.</summary>
    public int Version => Content[VersionName]!.GetValue<int>();

    /// <summary>What tells this content from any other.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content.ToJsonString())))[..HashDigits];

    /// <summary>A file's template, made to fit.</summary>
    /// <param name="file">The file's name without its ending.</param>
    /// <param name="name">Where verdicts go.</param>
    /// <param name="server">What the template is for.</param>
    public static VerdictTemplate Of(string file, VerdictName name, ServerInfo server)
    {
        JsonObject content = Read(file);
        string usual = content["index_patterns"]![0]!.GetValue<string>();
        content.Remove(Meta);
        content["index_patterns"] = new JsonArray(name.Pattern);
        if (name.Dataset is null)
        {
            content.Remove("data_stream");
            content["template"]!["mappings"]!["properties"]!.AsObject().Remove("data_stream");
        }
        ServerFit.Apply(content, server);
        return new VerdictTemplate(name.Pattern == usual ? file : $"{file}-{name.Pattern.TrimEnd('*').TrimEnd('-')}", content);
    }

    /// <summary>A file as it is.</summary>
    public static JsonObject Read(string file)
    {
        using Stream stream = typeof(VerdictTemplate).Assembly.GetManifestResourceStream($"{file}.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    /// <summary>How a template that is there compares with this one, and what an operator should know.</summary>
    public (SetupState State, string Detail) Compare(JsonElement there)
    {
        if (!there.TryGetProperty(Meta, out JsonElement meta) || meta.ValueKind != JsonValueKind.Object || !meta.TryGetProperty(Owner, out JsonElement mark) || mark.ValueKind != JsonValueKind.Object)
            return (SetupState.Left, "it is not LAD's");
        int version = mark.TryGetProperty(VersionName, out JsonElement number) && number.TryGetInt32(out int value) ? value : 0;
        if (version > Version) return (SetupState.Left, $"a newer LAD made it (version {version}, this one has {Version})");
        bool isSame = mark.TryGetProperty(HashName, out JsonElement hash) && hash.ValueKind == JsonValueKind.String && hash.ValueEquals(Hash);
        return isSame && HasPattern(there) ? (SetupState.Same, "") : (SetupState.Older, "");
    }

    /// <summary>As it is sent.</summary>
    public byte[] Body()
    {
        JsonObject marked = Content.DeepClone().AsObject();
        marked[Meta] = new JsonObject { [Owner] = new JsonObject { [VersionName] = Version, [HashName] = Hash } };
        return Encoding.UTF8.GetBytes(marked.ToJsonString());
    }

    /// <summary>The same for a plain index, which takes no template.</summary>
    public byte[] IndexBody() => Encoding.UTF8.GetBytes(Content["template"]!.ToJsonString());

    private bool HasPattern(JsonElement there) =>
        there.TryGetProperty("index_patterns", out JsonElement patterns) && patterns.ValueKind == JsonValueKind.Array
        && patterns.EnumerateArray().Select(pattern => pattern.ToString()).SequenceEqual(Content["index_patterns"]!.AsArray().Select(pattern => pattern!.GetValue<string>()));
}
