namespace Lad.Pipeline.Sinks.Table;

/// <summary>How a table looks.</summary>
public sealed record TableStyle
{
    /// <summary>Neither colours nor a width: for files and pipes.</summary>
    public static TableStyle Plain { get; } = new();

    /// <summary>Whether to colour by ANSI sequences. Default no.</summary>
    public bool Colours { get; init; }

    /// <summary>Columns after which a message is cut, at least 40; <see langword="null"/> (the default) to keep all of it.</summary>
    public int? Width { get; init; }

    /// <summary>The style that suits an output: plain when it is piped, without colours when <c>NO_COLOR</c> is set to anything.</summary>
    /// <param name="isPiped">Whether the output is no terminal.</param>
    /// <param name="noColor">Value of the environment's <c>NO_COLOR</c>.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static TableStyle For(bool isPiped, string? noColor, int width) =>
        isPiped ? Plain : new TableStyle { Colours = string.IsNullOrEmpty(noColor), Width = Math.Max(width, 40) };
}
