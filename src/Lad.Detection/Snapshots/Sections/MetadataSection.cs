using Lad.Detection.Training;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section META: where the model comes from.</summary>
internal static class MetadataSection
{
    public static void Write(SnapshotOutput output, ModelMetadata metadata)
    {
        output.Text(metadata.Name);
        output.Text(metadata.Version);
        output.OptionalText(metadata.Parent);
        output.Instant(metadata.CreatedAt);
        output.Text(metadata.Source);
        output.UInt64(metadata.Seed);
        output.Int64(metadata.TrainingRecords);
        output.Int64(metadata.HeldBackRecords);
        output.OptionalInstant(metadata.From);
        output.OptionalInstant(metadata.To);
        output.Int64(metadata.Training.DistinctMessages);
        output.Int64(metadata.Training.OverflowRecords);
        output.Double(metadata.Training.QuantizationError);
        output.Double(metadata.Training.TopographicError);
        output.Double(metadata.Training.NewTemplateRate);
        output.Double(metadata.Training.HeldBackAlarmRate);
    }

    public static ModelMetadata Read(ref SnapshotInput input) => new()
    {
        Name = input.Text("the name"),
        Version = input.Text("the version"),
        Parent = input.OptionalText("the parent"),
        CreatedAt = input.Instant("the time of creation"),
        Source = input.Text("the source"),
        Seed = input.UInt64("the seed"),
        TrainingRecords = input.Amount("the number of training records"),
        HeldBackRecords = input.Amount("the number of held-back records"),
        From = input.OptionalInstant("the earliest event time"),
        To = input.OptionalInstant("the latest event time"),
        Training = new TrainingReport
        {
            DistinctMessages = input.Amount("the number of distinct messages"),
            OverflowRecords = input.Amount("the number of overflow records"),
            QuantizationError = input.Double("the quantization error", 0),
            TopographicError = input.Double("the topographic error", 0, 1),
            NewTemplateRate = input.Double("the rate of new templates", 0, 1),
            HeldBackAlarmRate = input.Double("the alarm rate on held-back records", 0, 1),
        },
    };
}
