using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>
/// What lies where on a topic with models: the manifests and the places of the chunks, never their bytes. Messages are applied in the order of each partition. What it holds
/// is bounded by the options, whatever the topic holds.
/// </summary>
/// <param name="topic">The topic.</param>
/// <param name="partitions">Number of its partitions.</param>
/// <param name="options">The bounds.</param>
/// <param name="counters">Count what was refused and passed over.</param>
/// <param name="only">The one model to look at; <see langword="null"/> for all.</param>
internal sealed class ModelIndex(string topic, int partitions, KafkaModelOptions options, KafkaModelCounters counters, string? only = null)
{
    private const int MaxRefusals = 64;
    private readonly Dictionary<string, SortedDictionary<int, IndexedModel>> models = new(StringComparer.Ordinal);
    private readonly List<ModelChange> refusals = [];
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private int manifests;
    private int chunks;

    /// <summary>The topic.</summary>
    public string Topic { get; } = topic;

    /// <summary>Number of its partitions.</summary>
    public int Partitions { get; } = partitions;

    /// <summary>Names of the models that have a manifest, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. models.Where(model => model.Value.Values.Any(part => part.Manifest is not null)).Select(model => model.Key).Order(StringComparer.Ordinal)];

    /// <summary>Number of chunks whose places are remembered.</summary>
    public int Chunks => chunks;

    /// <summary>
    /// A model that has a manifest; <see langword="null"/> when none of that name has. If several partitions have one, since their number was raised while two publishers began, the one that the
    /// name leads to counts, and else the first.
    /// </summary>
    public IndexedModel? Find(string name)
    {
        if (!models.TryGetValue(name, out SortedDictionary<int, IndexedModel>? parts)) return null;
        return parts.TryGetValue(ModelKey.PartitionOf(name, Partitions), out IndexedModel? home) && home.Manifest is not null ? home : parts.Values.FirstOrDefault(part => part.Manifest is not null);
    }

    /// <summary>What lies of a model on a partition, with a manifest or not.</summary>
    public IndexedModel? Find(string name, int partition) => models.GetValueOrDefault(name)?.GetValueOrDefault(partition);

    /// <summary>What an operator calls the place of a message.</summary>
    public string PlaceOf(int partition, long offset) => $"kafka:{Topic}[{partition}]@{offset}";

    /// <summary>Names of the models with which something happened since the last call.</summary>
    public IReadOnlyList<string> TakeChanged()
    {
        string[] taken = [.. changed];
        changed.Clear();
        return taken;
    }

    /// <summary>Manifests that were refused since the last call, 64 at most.</summary>
    public IReadOnlyList<ModelChange> TakeRefusals()
    {
        ModelChange[] taken = [.. refusals];
        refusals.Clear();
        return taken;
    }

    /// <summary>Takes note of a message.</summary>
    public void Apply(in ModelMessage message)
    {
        counters.CountRead();
        if (message.Key is not { } key) counters.CountIgnored();
        else if (only is not null && key.Model != only) return;
        else if (key.IsManifest) ApplyManifest(key.Model, message);
        else if (message.Value.IsTombstone) Forget(key.Model, message.Partition, key.Version, key.Chunk);
        else ApplyChunk(key, message);
    }

    private void ApplyManifest(string name, in ModelMessage message)
    {
        TopicManifest? before = Find(name, message.Partition)?.Manifest;
        if (message.Value.IsTombstone)
        {
            if (before is not null) Put(null, name, message, before);
            return;
        }
        if (message.Value.Content is not { } content)
        {
            Refuse(name, message, $"its manifest has {message.Value.Bytes} bytes, and the limit is {TopicManifest.MaxBytes}");
            return;
        }
        if (before is null && manifests >= options.MaxModels)
        {
            Refuse(name, message, $"the topic holds more than {options.MaxModels} models");
            return;
        }
        try
        {
            Put(TopicManifestFormat.Read(content, name), name, message, before);
        }
        catch (FormatException fault)
        {
            Refuse(name, message, $"its manifest cannot be used: {fault.Message}", fault);
        }
    }

    private void Put(TopicManifest? manifest, string name, in ModelMessage message, TopicManifest? before)
    {
        IndexedModel model = Model(name, message.Partition);
        model.Put(manifest, message.Offset);
        manifests += (manifest is null ? 0 : 1) - (before is null ? 0 : 1);
        changed.Add(name);
        if (model.IsEmpty) Remove(model);
    }

    private void ApplyChunk(ModelKey key, in ModelMessage message)
    {
        if (chunks >= options.MaxChunks) ForgetOldest();
        IndexedModel model = Model(key.Model, message.Partition);
        if (chunks >= options.MaxChunks && !model.ChunksOf(key.Version).ContainsKey(key.Chunk))
        {
            counters.CountIgnored();
            if (model.IsEmpty) Remove(model);
            return;
        }
        if (model.Put(key.Version, key.Chunk, new ChunkPlace(message.Offset, message.Value.Bytes, message.Timestamp))) chunks++;
        if (model.IsNamed(key.Version, key.Chunk)) changed.Add(key.Model);
    }

    // A quarter at once, so that the search for them is rare.
    private void ForgetOldest()
    {
        (IndexedModel Model, string Version, int Chunk, long Offset)[] unnamed = [.. models.Values.SelectMany(parts => parts.Values)
            .SelectMany(model => model.Chunks.Where(chunk => !model.IsNamed(chunk.Version, chunk.Chunk)).Select(chunk => (model, chunk.Version, chunk.Chunk, chunk.Place.Offset)))
            .OrderBy(chunk => chunk.Offset).Take(options.MaxChunks / 4)];
        foreach ((IndexedModel model, string version, int chunk, _) in unnamed) Forget(model.Name, model.Partition, version, chunk);
        counters.CountIgnored(unnamed.Length);
    }

    private void Forget(string name, int partition, string version, int chunk)
    {
        if (Find(name, partition) is not { } model || !model.Remove(version, chunk)) return;
        chunks--;
        if (model.IsEmpty) Remove(model);
    }

    private IndexedModel Model(string name, int partition)
    {
        if (!models.TryGetValue(name, out SortedDictionary<int, IndexedModel>? parts)) models.Add(name, parts = []);
        if (!parts.TryGetValue(partition, out IndexedModel? model)) parts.Add(partition, model = new IndexedModel(name, partition));
        return model;
    }

    private void Remove(IndexedModel model)
    {
        SortedDictionary<int, IndexedModel> parts = models[model.Name];
        parts.Remove(model.Partition);
        if (parts.Count == 0) models.Remove(model.Name);
    }

    private void Refuse(string name, in ModelMessage message, string reason, Exception? inner = null)
    {
        counters.CountRefused();
        if (refusals.Count == MaxRefusals) return;
        var fault = new ModelStoreException(PlaceOf(message.Partition, message.Offset), $"model '{name}' was refused: {reason}. What is in force stays; publish it again.", inner);
        refusals.Add(new ModelChange(ModelChangeKind.Refused, name, Fault: fault));
    }
}
