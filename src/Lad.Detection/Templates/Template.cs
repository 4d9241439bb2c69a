namespace Lad.Detection.Templates;

/// <summary>A message with its variable parts masked, and what training saw of it.</summary>
public sealed record Template
{
    /// <summary>The text people read, e.g. <c>Receiving block &lt;*&gt; src: &lt;*&gt; dest: &lt;*&gt;</c>; delimiters are those of a message of this template.</summary>
    public required string Text { get; init; }

    /// <summary>The tokens that are matched and encoded; <see cref="Wildcard"/> stands for a variable part.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>
    /// Identity of the template: <see cref="Templates.Fingerprint"/> of its tokens joined by one blank. Delimiters and spacing do not count, so it is
    /// the same wherever the same words are learned.
    /// </summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>Training records with this template.</summary>
    public long Count { get; init; }

    /// <summary>Runs of adjacent training records with this template: a burst counts once.</summary>
    public int Episodes { get; init; }

    /// <summary>The token that stands for a variable part.</summary>
    public const string Wildcard = Masking.MaskedMessage.Wildcard;
}
