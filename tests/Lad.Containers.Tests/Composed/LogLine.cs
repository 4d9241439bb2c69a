using System.Text.Json;

namespace Lad.Containers.Tests.Composed;

/// <summary>A line of the log generator.</summary>
/// <param name="Text">The line.</param>
/// <param name="Time">When.</param>
/// <param name="Level">How severe.</param>
/// <param name="Service">Of which service.</param>
/// <param name="Message">What.</param>
internal sealed record LogLine(string Text, DateTimeOffset Time, string Level, string Service, string Message)
{
    /// <summary>Whether it is of an incident: such lines are not among the normal ones.</summary>
    public bool IsIncident => Level is "error" or "fatal";

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is not such a line.</exception>
    public static LogLine Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement line = document.RootElement;
            return new LogLine(text, line.GetProperty("@timestamp").GetDateTimeOffset(), Value(line.GetProperty("log"), "level"), Value(line.GetProperty("service"), "name"), Value(line, "message"));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"No line of the log generator: {text}", fault);
        }
    }

    private static string Value(JsonElement of, string member) => of.GetProperty(member).GetString() is { Length: > 0 } text ? text : throw new FormatException($"{member} is empty.");
}
