using System.Globalization;
using System.Text;
using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>What the cluster holds; shared by all nodes, and kept while they are away. Safe for several threads.</summary>
public sealed partial class ClusterState
{
    private readonly StandInOptions options;
    private readonly SortedDictionary<string, StoredIndex> indices = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DataStream> streams = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> aliases = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IndexTemplate> templates = new(StringComparer.Ordinal);

    internal ClusterState(StandInOptions options)
    {
        this.options = options;
        if (!options.OpenSearch && options.Version >= new Version(7, 9)) templates["logs"] = BuiltInLogs();
    }

    internal Lock Gate { get; } = new();

    /// <summary>Names of the concrete indices, those behind data streams among them.</summary>
    public IReadOnlyList<string> Indices
    {
        get
        {
            lock (Gate) return [.. indices.Keys];
        }
    }

    /// <summary>The data streams.</summary>
    public IReadOnlyList<DataStream> DataStreams
    {
        get
        {
            lock (Gate) return [.. streams.Values];
        }
    }

    /// <summary>The index templates, those among them that come with the server.</summary>
    public IReadOnlyList<IndexTemplate> Templates
    {
        get
        {
            lock (Gate) return [.. templates.Values];
        }
    }

    /// <summary>The newest version of each document, whether searches see it yet or not.</summary>
    /// <param name="expression">Index, alias, data stream, or a pattern; several separated by commas.</param>
    public IReadOnlyList<StoredDocument> Documents(string expression = "*")
    {
        lock (Gate) return [.. Resolve(expression, ignoreMissing: true).SelectMany(index => index.Documents)];
    }

    /// <summary>Documents there, whether searches see them yet or not.</summary>
    /// <param name="expression">As for <see cref="Documents"/>.</param>
    public int Count(string expression = "*")
    {
        lock (Gate) return Resolve(expression, ignoreMissing: true).Sum(index => index.Count);
    }

    /// <summary>Writes a document past the network; makes the index or data stream as a bulk request would. The mapping is not checked.</summary>
    /// <param name="target">Index, data stream or alias.</param>
    /// <param name="id">Its id.</param>
    /// <param name="source">JSON.</param>
    /// <returns>The concrete index.</returns>
    public string Put(string target, string id, string source)
    {
        lock (Gate)
        {
            StoredIndex index = WriteTarget(target).Index;
            index.Put(id, Encoding.UTF8.GetBytes(source), VisibleFrom(refreshed: false));
            return index.Name;
        }
    }

    /// <summary>Makes an index; its mapping comes from the templates.</summary>
    public void CreateIndex(string name)
    {
        lock (Gate) AddIndex(name, default);
    }

    /// <summary>Makes a data stream; a template must be there for it, as one is for <c>logs-*-*</c>.</summary>
    public DataStream CreateDataStream(string name)
    {
        lock (Gate) return CreateStream(name);
    }

    /// <summary>Gives indices another name.</summary>
    /// <param name="alias">The name.</param>
    /// <param name="names">Concrete indices that exist. With several of them the alias cannot be written to.</param>
    public void CreateAlias(string alias, params string[] names)
    {
        lock (Gate)
        {
            if (!aliases.TryGetValue(alias, out SortedSet<string>? members)) aliases[alias] = members = new(StringComparer.Ordinal);
            foreach (string name in names) members.Add(indices.TryGetValue(name, out StoredIndex? index) ? index.Name : throw ApiException.NoSuchIndex(name));
        }
    }

    /// <summary>Removes indices, aliases left empty, and data streams, with their documents; points in time keep what they saw.</summary>
    public void Delete(string expression)
    {
        lock (Gate)
        {
            foreach (StoredIndex index in Resolve(expression, ignoreMissing: true).ToList()) indices.Remove(index.Name);
            foreach (string name in streams.Where(stream => stream.Value.Backing.All(index => !indices.ContainsKey(index.Name))).Select(stream => stream.Key).ToList()) streams.Remove(name);
            foreach (SortedSet<string> members in aliases.Values) members.RemoveWhere(name => !indices.ContainsKey(name));
        }
    }

    /// <summary>Adds another index behind a data stream, which is written to from then on.</summary>
    public void RollOver(string dataStream)
    {
        lock (Gate) AddBacking(streams[dataStream], templates[streams[dataStream].Template]);
    }

    internal long Now => options.Clock.GetUtcNow().UtcTicks;

    /// <summary>When a document that is written now can be found.</summary>
    internal long VisibleFrom(bool refreshed)
    {
        long interval = options.RefreshInterval.Ticks;
        return refreshed || interval == 0 ? Now : (Now / interval + 1) * interval;
    }

    private static IndexTemplate BuiltInLogs()
    {
        using JsonDocument body = JsonDocument.Parse("""{"index_patterns":["logs-*-*"],"priority":100,"data_stream":{},"template":{"mappings":{"properties":{"@timestamp":{"type":"date"}}}},"version":15,"_meta":{}}""");
        return new("logs", body.RootElement.Clone());
    }

    private string BackingName(string stream, int generation) =>
        string.Create(CultureInfo.InvariantCulture, $".ds-{stream}-{options.Clock.GetUtcNow():yyyy.MM.dd}-{generation:D6}");
}
