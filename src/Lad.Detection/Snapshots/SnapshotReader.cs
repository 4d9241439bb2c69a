using System.Buffers.Binary;
using System.Security.Cryptography;
using Lad.Detection.Encoding;
using Lad.Detection.Snapshots.Sections;

namespace Lad.Detection.Snapshots;

/// <summary>
/// Reads a snapshot in the format of docs/snapshot-format.md. Its bytes are untrusted: every length is checked before memory is taken,
/// and the hash before anything else is believed.
/// </summary>
public static class SnapshotReader
{
    /// <summary>Reads a whole snapshot.</summary>
    /// <exception cref="SnapshotException">The bytes are not a snapshot, of another version, cut, altered or beyond a limit.</exception>
    public static DetectionModel Read(ReadOnlySpan<byte> snapshot)
    {
        SnapshotHeader header = SnapshotHeader.Read(snapshot);
        if (snapshot.Length < header.Length) throw SnapshotHeader.Truncated(snapshot.Length, header.Length);
        if (snapshot.Length > header.Length) throw SnapshotHeader.Trailing(header.Length);
        VerifyHash(snapshot);

        var sections = new SnapshotSections(snapshot, header.Sections);
        string[] strings = sections.Read(SectionId.Strings, StringsSection.Read);
        WordVectors words = sections.Read(SectionId.Words, (ref SnapshotInput input) => WordsSection.Read(ref input, strings));
        return new DetectionModel
        {
            Metadata = sections.Read(SectionId.Metadata, MetadataSection.Read) with
            {
                Gate = sections.ReadOptional(SectionId.Gate, GateSection.Read) ?? [],
                Feedback = sections.ReadOptional(SectionId.Feedback, FeedbackSection.Read),
            },
            Masking = sections.Read(SectionId.Masking, MaskingSection.Read),
            Templates = sections.Read(SectionId.Templates, (ref SnapshotInput input) => TemplatesSection.Read(ref input, strings)),
            Words = words,
            Map = sections.Read(SectionId.Map, (ref SnapshotInput input) => MapSection.Read(ref input, words.Dimension)),
            Scoring = sections.Read(SectionId.Scoring, ScoringSection.Read),
            Calibration = sections.Read(SectionId.Calibration, CalibrationSection.Read),
            Threshold = sections.Read(SectionId.Threshold, ThresholdSection.Read),
        };
    }

    /// <summary>
    /// Reads a snapshot from a stream, which must end with it. What is not a snapshot is refused after its first bytes;
    /// no more memory is taken than the stream has bytes, whatever the header says.
    /// </summary>
    /// <exception cref="SnapshotException">As for <see cref="Read(ReadOnlySpan{byte})"/>.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static DetectionModel Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] bytes = new byte[64 * 1024];
        int filled = stream.ReadAtLeast(bytes, SnapshotFormat.HeaderBytes, throwOnEndOfStream: false);
        int length = SnapshotHeader.Read(bytes.AsSpan(0, filled)).Length;
        while (filled < length)
        {
            if (filled == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
            int read = stream.Read(bytes, filled, Math.Min(bytes.Length, length) - filled);
            if (read == 0) throw SnapshotHeader.Truncated(filled, length);
            filled += read;
        }

        if (filled > length || stream.ReadByte() >= 0) throw SnapshotHeader.Trailing(length);
        return Read(bytes.AsSpan(0, length));
    }

    private static void VerifyHash(ReadOnlySpan<byte> snapshot)
    {
        int end = snapshot.Length - SnapshotFormat.HashBytes;
        Span<byte> hash = stackalloc byte[SnapshotFormat.HashBytes];
        SHA256.HashData(snapshot[..end], hash);
        if (!hash.SequenceEqual(snapshot[end..])) throw new SnapshotException(SnapshotFault.HashMismatch, end, "the hash at its end does not fit the bytes before it, so some were altered");
    }
}
