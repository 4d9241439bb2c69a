namespace Lad.Detection.Parsing;

/// <summary>What a parser has to find beside the message. Leaving out what nobody asks for saves its cost.</summary>
[Flags]
public enum RecordFields : byte
{
    /// <summary>The message alone.</summary>
    None = 0,

    /// <summary>The event time.</summary>
    Time = 1,

    /// <summary>The level.</summary>
    Level = 2,

    /// <summary>The service.</summary>
    Service = 4,

    /// <summary>Everything.</summary>
    All = Time | Level | Service,
}
