using System.Globalization;
using System.Security.Cryptography;
using Lad.Detection.Snapshots;

namespace Lad.Detection.Training;

/// <summary>Names a model's version: its time to the second, so that versions sort, and eight digits of its content's hash.</summary>
internal static class ModelVersion
{
    /// <summary>The version of a model whose own version is still empty. What is reported beside the content does not count: the same content has the same version.</summary>
    public static string Of(DetectionModel model)
    {
        byte[] hash = SHA256.HashData(SnapshotWriter.Write(model with { Metadata = model.Metadata with { Gate = [], Feedback = null } }));
        string time = model.Metadata.CreatedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return $"{time}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }
}
