using System.Text.Json;
using System.Text.Json.Serialization;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Api.Answers;

/// <summary>Statements as they are on the topic.</summary>
internal sealed class StatementConverter : JsonConverter<FeedbackStatement>
{
    public override FeedbackStatement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, FeedbackStatement value, JsonSerializerOptions options) => FeedbackJson.Write(writer, value);
}

/// <summary>What is in force as it is on the topic.</summary>
internal sealed class StateConverter : JsonConverter<FeedbackState>
{
    public override FeedbackState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, FeedbackState value, JsonSerializerOptions options) => FeedbackJson.Write(writer, value);
}
