namespace Lad.Detection.Parsing;

/// <summary>What becomes of the time and level at the start of a plain text line.</summary>
public enum PlainHeader : byte
{
    /// <summary>They stay in the message. Masks hide times, so they do not split templates, and nothing can be cut by mistake.</summary>
    Keep,

    /// <summary>The message starts after the recognised time, and after the level when it follows at once.</summary>
    Strip,
}
