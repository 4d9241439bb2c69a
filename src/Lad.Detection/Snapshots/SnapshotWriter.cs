using System.Buffers.Binary;
using System.Security.Cryptography;
using Lad.Detection.Snapshots.Sections;

namespace Lad.Detection.Snapshots;

/// <summary>Writes a model in the format of docs/snapshot-format.md.</summary>
public static class SnapshotWriter
{
    /// <summary>The model as one snapshot. Equal models give equal bytes.</summary>
    /// <exception cref="SnapshotException">The model breaks a rule of the format: no reader would take it.</exception>
    public static byte[] Write(DetectionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var strings = StringTable.Of(model);
        var output = new SnapshotOutput();
        output.Bytes(SnapshotFormat.Magic);
        output.UInt32(SnapshotFormat.Version);
        output.Count(SectionId.InOrder.Count + (model.Metadata.Gate.Count > 0 ? 1 : 0) + (model.Metadata.Feedback is null ? 0 : 1));
        output.UInt64(0);
        Section(output, SectionId.Metadata, content => MetadataSection.Write(content, model.Metadata));
        Section(output, SectionId.Masking, content => MaskingSection.Write(content, model.Masking));
        Section(output, SectionId.Strings, content => StringsSection.Write(content, strings));
        Section(output, SectionId.Templates, content => TemplatesSection.Write(content, model.Templates, strings));
        Section(output, SectionId.Words, content => WordsSection.Write(content, model.Words, strings));
        Section(output, SectionId.Map, content => MapSection.Write(content, model.Map));
        Section(output, SectionId.Scoring, content => ScoringSection.Write(content, model.Scoring));
        Section(output, SectionId.Calibration, content => CalibrationSection.Write(content, model.Calibration));
        Section(output, SectionId.Threshold, content => ThresholdSection.Write(content, model.Threshold));
        if (model.Metadata.Gate.Count > 0) Section(output, SectionId.Gate, content => GateSection.Write(content, model.Metadata.Gate), flags: 0);
        if (model.Metadata.Feedback is { } feedback) Section(output, SectionId.Feedback, content => FeedbackSection.Write(content, feedback), flags: 0);

        byte[] snapshot = new byte[output.Length + SnapshotFormat.HashBytes];
        output.Written.CopyTo(snapshot);
        BinaryPrimitives.WriteUInt64LittleEndian(snapshot.AsSpan(SnapshotFormat.HeaderBytes - sizeof(ulong)), (ulong)snapshot.Length);
        SHA256.HashData(snapshot.AsSpan(0, output.Length), snapshot.AsSpan(output.Length));

        // Reading it back costs little and keeps a model that every reader would refuse from being published.
        SnapshotReader.Read(snapshot);
        return snapshot;
    }

    private static void Section(SnapshotOutput output, SectionId id, Action<SnapshotOutput> write, uint flags = SnapshotFormat.Required)
    {
        var content = new SnapshotOutput();
        write(content);
        output.UInt32(id.Code);
        output.UInt32(flags);
        output.UInt64((ulong)content.Length);
        output.Bytes(content.Written);
    }
}
