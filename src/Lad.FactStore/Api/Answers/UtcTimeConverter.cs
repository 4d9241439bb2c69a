using System.Text.Json;
using System.Text.Json.Serialization;
using Lad.FactStore.Api.Requests;

namespace Lad.FactStore.Api.Answers;

/// <summary>Times with an offset only, written in UTC with <c>Z</c>.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TimeText.Read(reader.GetString()!) is { } time ? time : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(TimeText.Write(value));
}
