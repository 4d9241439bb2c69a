namespace Lad.Detection.Parsing.Fields;

/// <summary>What a level given as a number means.</summary>
internal enum LevelScale : byte
{
    /// <summary>0 to 7 as in syslog, 10 to 60 as in bunyan and pino.</summary>
    Usual,

    /// <summary>1 to 24 as in OpenTelemetry.</summary>
    OpenTelemetry,
}
