using System.Text.Json;
using System.Text.Json.Serialization;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Top;

/// <summary>What is known of instances as JSON, for programs, in ASCII: rates are for a second, times in seconds, what is not measured is missing.</summary>
internal static class TopJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        Converters = { new SecondsConverter(), new FingerprintConverter() },
    };

    /// <summary>An array with an object for each instance.</summary>
    public static string Write(IReadOnlyList<InstanceView> instances) => JsonSerializer.Serialize(instances, Options);

    private sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
    }

    // More digits than a number of JavaScript has.
    private sealed class FingerprintConverter : JsonConverter<ulong>
    {
        public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("What is shown is not read again.");

        public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
    }
}
