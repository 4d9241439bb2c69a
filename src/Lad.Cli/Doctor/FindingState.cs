namespace Lad.Cli.Doctor;

/// <summary>How bad a <see cref="Finding"/> is; the later, the worse.</summary>
internal enum FindingState
{
    /// <summary>It was not looked at; the text says why.</summary>
    Skipped,

    /// <summary>It is well.</summary>
    Ok,

    /// <summary>It works, and somebody should look at it.</summary>
    Warning,

    /// <summary>Something will not work.</summary>
    Fault,
}
