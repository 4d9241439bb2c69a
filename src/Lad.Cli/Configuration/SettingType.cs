using System.Text.Json.Nodes;

namespace Lad.Cli.Configuration;

/// <summary>What values a setting takes: how they are read, written and described.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="range">The values in words, e.g. <c>integer, at least 1</c>.</param>
/// <param name="schema">The values as a fragment of JSON Schema.</param>
/// <param name="parse">Reads a value.</param>
/// <param name="format">Writes a value so that <paramref name="parse"/> reads it again.</param>
/// <param name="choices">Words that make sense as a value, for completion.</param>
internal sealed class SettingType<T>(string range, Func<JsonObject> schema, SettingType<T>.Parser parse, Func<T, string> format, params string[] choices)
{
    /// <summary>Reads a value; <paramref name="fault"/> says what is wrong with the text.</summary>
    public delegate bool Parser(string text, out T value, out string fault);

    /// <summary>The values in words.</summary>
    public string Range { get; } = range;

    /// <summary>Words that make sense as a value.</summary>
    public IReadOnlyList<string> Choices { get; } = choices;

    /// <summary>A value as it stands behind a fault; nothing for what must not be shown.</summary>
    public Func<string, string> Quote { get; init; } = SettingType.Quoted;

    /// <summary>The values as a fragment of JSON Schema.</summary>
    public JsonObject Schema() => schema();

    /// <summary>Reads a value.</summary>
    public bool TryParse(string text, out T value, out string fault) => parse(text, out value, out fault);

    /// <summary>Writes a value.</summary>
    public string Format(T value) => format(value);
}

/// <summary>What all types of values share.</summary>
internal static class SettingType
{
    /// <summary>A value as it stands behind a fault.</summary>
    public static string Quoted(string text) => $" (it is '{text}')";
}
