using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lad.Pipeline.Feedback;

/// <summary>A schedule in JSON is a string: its text form.</summary>
public sealed class FeedbackScheduleConverter : JsonConverter<FeedbackSchedule>
{
    /// <inheritdoc/>
    public override FeedbackSchedule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A schedule is a string such as 'daily 02:00-04:30 Europe/Berlin'.");
        return FeedbackSchedule.TryParse(reader.GetString()!, out FeedbackSchedule? schedule, out string? fault) ? schedule : throw new JsonException(fault);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FeedbackSchedule value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
