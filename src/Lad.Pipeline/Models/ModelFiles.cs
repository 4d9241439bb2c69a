using System.Security.Cryptography;
using Lad.Detection;
using Lad.Detection.Snapshots;

namespace Lad.Pipeline.Models;

/// <summary>Reads and replaces the files that models are kept in.</summary>
internal static class ModelFiles
{
    /// <summary>Ending of a snapshot's file name.</summary>
    public const string Extension = ".lad";

    /// <summary>Ending of a file that is being written.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Reads a snapshot; <paramref name="hash"/> is what its file must have when given.</summary>
    public static DetectionModel Read(string path, string? hash = null) => Guard(path, "cannot be read", () =>
    {
        using var sha = SHA256.Create();
        using var hashing = new CryptoStream(File.OpenRead(path), sha, CryptoStreamMode.Read);
        DetectionModel model = SnapshotReader.Read(hashing);
        if (hash is not null && hash != Convert.ToHexStringLower(sha.Hash!))
            throw new ModelStoreException(path, $"is not the file that was published: its SHA-256 is not {hash}. Put another version in force with `lad model rollback`.");
        return model;
    });

    /// <summary>
    /// Puts <paramref name="bytes"/> in the place of what stands at <paramref name="path"/>: a reader finds the old file or the new one,
    /// and so does one after a crash.
    /// </summary>
    public static void Replace(string path, ReadOnlySpan<byte> bytes, string suffix = Unfinished)
    {
        string unfinished = path + suffix;
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished)) Delete(unfinished);
            throw new ModelStoreException(path, $"cannot be written: {fault.Message} The old model stays in force.", fault);
        }
    }

    public static void Delete(string path) => Guard(path, "cannot be removed", () =>
    {
        File.Delete(path);
        return true;
    });

    /// <summary>Gives faults of the file system and of snapshots the path.</summary>
    public static T Guard<T>(string path, string cannot, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SnapshotException fault)
        {
            throw new ModelStoreException(path, fault.Message, fault);
        }
        catch (Exception fault) when (fault is IOException and not ModelStoreException or UnauthorizedAccessException)
        {
            throw new ModelStoreException(path, $"{cannot}: {fault.Message}", fault);
        }
    }
}
