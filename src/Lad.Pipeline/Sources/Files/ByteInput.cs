using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Lad.Pipeline.Sources.Files;

/// <summary>The bytes of a file from some position on; of a <c>.gz</c> file, what it unpacks to.</summary>
internal sealed class ByteInput : IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle handle;
    private readonly GZipStream? unpacked;
    private long unpackedPosition;

    public ByteInput(string path, SafeFileHandle handle)
    {
        this.path = path;
        this.handle = handle;
        if (IsPacked) unpacked = new GZipStream(new FileStream(handle, FileAccess.Read, bufferSize: 64 * 1024), CompressionMode.Decompress);
    }

    /// <summary>Whether the file is packed, and so complete.</summary>
    public bool IsPacked => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Bytes of the file itself.</summary>
    public long Length => RandomAccess.GetLength(handle);

    /// <summary>Reads bytes from a position; packed files are read forwards only. 0 at the end.</summary>
    /// <exception cref="SourceException">The file cannot be read, or is not what its name says.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> room, long position, CancellationToken cancellation)
    {
        try
        {
            if (unpacked is null) return await RandomAccess.ReadAsync(handle, room, position, cancellation).ConfigureAwait(false);
            while (unpackedPosition < position)
            {
                int skipped = await unpacked.ReadAsync(room[..(int)Math.Min(room.Length, position - unpackedPosition)], cancellation).ConfigureAwait(false);
                if (skipped == 0) return 0;
                unpackedPosition += skipped;
            }
            int read = await unpacked.ReadAsync(room, cancellation).ConfigureAwait(false);
            unpackedPosition += read;
            return read;
        }
        catch (InvalidDataException e)
        {
            throw new SourceException(path, $"'{path}' is not a whole gzip file after byte {unpackedPosition} of its content: unpack it by hand, or take the ending .gz off if it is not packed.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(path, $"'{path}' cannot be read at byte {position}: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        unpacked?.Dispose();
        handle.Dispose();
    }
}
