using System.Security.Cryptography;
using Lad.Detection;
using Lad.Detection.Snapshots;
using Lad.Kafka.Models;
using Lad.Pipeline.Tests.Models;

namespace Lad.Kafka.Tests.Models;

/// <summary>Models of several chunks, and the messages that hold them.</summary>
internal static class Publications
{
    public const int ChunkBytes = 1024;

    public static KafkaModelOptions SmallChunks { get; } = new() { ChunkBytes = ChunkBytes };

    /// <summary>A model of five chunks or so.</summary>
    public static DetectionModel Large(string version, string name = "shop")
    {
        DetectionModel model = SampleModels.Of(version, name);
        return model with { Metadata = model.Metadata with { Source = new string('x', 4 * ChunkBytes) } };
    }

    public static ManifestVersion Entry(DetectionModel model)
    {
        byte[] snapshot = SnapshotWriter.Write(model);
        return new ManifestVersion(model.Metadata.Version, (snapshot.Length + ChunkBytes - 1) / ChunkBytes, snapshot.Length, Convert.ToHexStringLower(SHA256.HashData(snapshot)), model.Metadata.CreatedAt);
    }

    public static IEnumerable<TopicMessage> Chunks(DetectionModel model) =>
        SnapshotWriter.Write(model).Chunk(ChunkBytes).Select((chunk, number) => new TopicMessage(0, 0, $"{model.Metadata.Name}/{model.Metadata.Version}/{number}", chunk));

    public static TopicMessage Manifest(string name, string current, params ManifestVersion[] versions) =>
        new(0, 0, name, TopicManifestFormat.Write(new TopicManifest(name, current, DateTimeOffset.UnixEpoch, versions)));

    /// <summary>Chunks and a manifest that keeps this version alone.</summary>
    public static IEnumerable<TopicMessage> Alone(DetectionModel model) => [.. Chunks(model), Manifest(model.Metadata.Name, model.Metadata.Version, Entry(model))];
}
