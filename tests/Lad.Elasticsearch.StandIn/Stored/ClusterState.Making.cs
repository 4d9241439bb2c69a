using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <content>How indices and data streams come to be. Callers hold the lock.</content>
public sealed partial class ClusterState
{
    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create("\\/*?\"<>| ,#:");

    /// <summary>What is written to under a name, made when it is not there.</summary>
    internal (StoredIndex Index, DataStream? Stream) WriteTarget(string given)
    {
        string name = DateMath.Resolve(given, options.Clock.GetUtcNow());
        if (indices.TryGetValue(name, out StoredIndex? index)) return (index, streams.Values.FirstOrDefault(one => one.Backing.Contains(index)));
        if (streams.TryGetValue(name, out DataStream? stream)) return (stream.WriteIndex, stream);
        if (aliases.TryGetValue(name, out SortedSet<string>? members) && members.Count > 0)
        {
            return members.Count == 1
                ? (indices[members.First()], null)
                : throw ApiException.IllegalArgument($"no write index is defined for alias [{name}]. The alias points to multiple indices without one being designated as a write index");
        }

        if (TemplateFor(name) is not { IsDataStream: true } template) return (AddIndex(name, default), null);
        DataStream made = AddStream(name, template);
        return (made.WriteIndex, made);
    }

    internal DataStream CreateStream(string name)
    {
        if (streams.ContainsKey(name)) throw new ApiException(400, "resource_already_exists_exception", $"data_stream [{name}] already exists") { Index = name };
        return TemplateFor(name) is { IsDataStream: true } template
            ? AddStream(name, template)
            : throw ApiException.IllegalArgument($"no matching index template found for data stream [{name}]");
    }

    /// <summary>Makes an index.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="body">As for <c>PUT /{index}</c>; may be undefined.</param>
    internal StoredIndex AddIndex(string name, JsonElement body)
    {
        CheckName(name);
        if (indices.ContainsKey(name) || streams.ContainsKey(name) || aliases.ContainsKey(name))
            throw new ApiException(400, "resource_already_exists_exception", $"index [{name}/{name.Length}] already exists") { Index = name };
        bool given = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("mappings", out _);
        IndexTemplate? template = TemplateFor(name);
        Mapping mapping = given ? Mapping.Of(body.GetProperty("mappings")) : template?.Mapping() ?? new Mapping();
        var index = new StoredIndex(name, options.Shards, mapping);
        indices[name] = index;
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("aliases", out JsonElement named))
        {
            foreach (JsonProperty alias in named.EnumerateObject())
            {
                if (!aliases.TryGetValue(alias.Name, out SortedSet<string>? members)) aliases[alias.Name] = members = new(StringComparer.Ordinal);
                members.Add(name);
            }
        }

        return index;
    }

    private IndexTemplate? TemplateFor(string name) => templates.Values.Where(template => template.Matches(name)).MaxBy(template => template.Priority);

    private DataStream AddStream(string name, IndexTemplate template)
    {
        CheckName(name);
        var failed = new StoredIndex(BackingName(name, 1).Replace(".ds-", ".fs-", StringComparison.Ordinal), 1, new Mapping());
        var stream = new DataStream(name, template.Name, failed) { FailureStore = options.HasFailureStore && template.FailureStore };
        AddBacking(stream, template);
        streams[name] = stream;
        return stream;
    }

    private void AddBacking(DataStream stream, IndexTemplate template)
    {
        Mapping mapping = template.Mapping();
        mapping.Root.Properties.TryAdd("@timestamp", new("date", "true"));
        if (template.Name == "logs") mapping = mapping.WithKeywords();
        var index = new StoredIndex(BackingName(stream.Name, stream.Backing.Count + 1), options.Shards, mapping);
        indices[index.Name] = index;
        stream.Backing.Add(index);
    }

    private static void CheckName(string name)
    {
        string? wrong =
            name.Length == 0 || name is "." or ".." ? "must not be empty, '.' or '..'" :
            name.Any(char.IsUpper) ? "must be lowercase" :
            name.AsSpan().ContainsAny(Forbidden) ? "must not contain the following characters ['\\\\','/','*','?','\"','<','>','|',' ',',','#',':']" :
            name[0] is '_' or '-' or '+' ? "must not start with '_', '-', or '+'" :
            name.Length > 255 ? "index name is too long" : null;
        if (wrong is not null) throw new ApiException(400, "invalid_index_name_exception", $"Invalid index name [{name}], {wrong}") { Index = name };
    }
}
