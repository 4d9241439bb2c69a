namespace Lad.Detection.Parsing;

/// <summary>How serious the application said a record is. Ordered: a larger value is more serious.</summary>
public enum Severity : byte
{
    /// <summary>The record names no level, or one that is not known.</summary>
    Unspecified,

    /// <summary>Trace, finest, verbose.</summary>
    Trace,

    /// <summary>Debug, fine.</summary>
    Debug,

    /// <summary>Info, information, notice.</summary>
    Info,

    /// <summary>Warn, warning.</summary>
    Warning,

    /// <summary>Err, error, severe.</summary>
    Error,

    /// <summary>Critical, fatal, alert, emergency, panic.</summary>
    Fatal,
}
