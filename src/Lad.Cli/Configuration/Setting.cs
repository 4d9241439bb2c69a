using System.Text.Json.Nodes;

namespace Lad.Cli.Configuration;

/// <summary>One setting: its key, what it means, and how its text becomes part of the settings.</summary>
internal abstract class Setting(string key, string meaning)
{
    /// <summary>Section and name, e.g. <c>Training:Seed</c>.</summary>
    public string Key { get; } = key;

    /// <summary>What it means, in a sentence.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>The part of the key before the colon.</summary>
    public string Section => Key[..Key.IndexOf(':')];

    /// <summary>The part of the key after the colon.</summary>
    public string Name => Key[(Key.IndexOf(':') + 1)..];

    /// <summary>The environment variable that sets it.</summary>
    public string Variable => "Lad__" + Key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>The values in words.</summary>
    public abstract string Range { get; }

    /// <summary>Words that make sense as a value, for completion.</summary>
    public abstract IReadOnlyList<string> Choices { get; }

    /// <summary>Whether the value is a list.</summary>
    public abstract bool IsList { get; }

    /// <summary>Whether the value is a table: names and values of their own, whose keys stand behind this one's.</summary>
    public abstract bool IsTable { get; }

    /// <summary>The value in <paramref name="settings"/> as text.</summary>
    public abstract string Show(LadSettings settings);

    /// <summary>The values as a fragment of JSON Schema.</summary>
    public abstract JsonObject Schema();

    /// <summary>What is wrong with <paramref name="text"/> as a value; <see langword="null"/> when nothing is.</summary>
    public abstract string? Fault(string text);

    /// <summary>A value as it stands behind a fault; nothing for what must not be shown.</summary>
    public abstract string Quote(string text);

    /// <summary>The settings with this one set; <paramref name="text"/> must be without fault.</summary>
    public abstract LadSettings Apply(LadSettings settings, string text);
}

/// <inheritdoc/>
/// <param name="key">Section and name.</param>
/// <param name="type">What values it takes.</param>
/// <param name="meaning">What it means, in a sentence.</param>
/// <param name="get">Reads the value.</param>
/// <param name="with">Returns the settings with another value.</param>
internal sealed class Setting<T>(string key, SettingType<T> type, string meaning, Func<LadSettings, T> get, Func<LadSettings, T, LadSettings> with) : Setting(key, meaning)
{
    /// <inheritdoc/>
    public override string Range => type.Range;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices => type.Choices;

    /// <inheritdoc/>
    public override bool IsList => typeof(T) == typeof(IReadOnlyList<string>);

    /// <inheritdoc/>
    public override bool IsTable => typeof(T) == typeof(IReadOnlyDictionary<string, string>);

    /// <inheritdoc/>
    public override string Show(LadSettings settings) => type.Format(get(settings));

    /// <inheritdoc/>
    public override JsonObject Schema() => type.Schema();

    /// <inheritdoc/>
    public override string? Fault(string text) => type.TryParse(text, out _, out string fault) ? null : fault;

    /// <inheritdoc/>
    public override string Quote(string text) => type.Quote(text);

    /// <inheritdoc/>
    public override LadSettings Apply(LadSettings settings, string text) =>
        type.TryParse(text, out T value, out string fault) ? with(settings, value) : throw new ArgumentException($"{Key}: {fault}", nameof(text));
}
