namespace Lad.Cli.Logging;

/// <summary>How diagnostics are written.</summary>
internal enum LogFormat
{
    /// <summary>Lines for people: <c>lad: ...</c>.</summary>
    Text,

    /// <summary>A JSON object a line, with the names of the Elastic Common Schema.</summary>
    Json,
}
