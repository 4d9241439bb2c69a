namespace Lad.Cli.Configuration.Importing;

/// <summary>A file holds no settings that can be read; the message says where it fails, and shows no value.</summary>
/// <param name="message">Why.</param>
public sealed class ImportException(string message) : Exception(message);
