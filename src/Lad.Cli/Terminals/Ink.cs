namespace Lad.Cli.Terminals;

/// <summary>How text is set off; the values are those of ANSI's <c>SGR</c>.</summary>
internal enum Ink
{
    /// <summary>Bold.</summary>
    Bold = 1,

    /// <summary>Dim.</summary>
    Dim = 2,

    /// <summary>Red.</summary>
    Red = 31,

    /// <summary>Green.</summary>
    Green = 32,

    /// <summary>Yellow.</summary>
    Yellow = 33,

    /// <summary>Cyan.</summary>
    Cyan = 36,
}
