namespace Lad.Pipeline.Sources;

/// <summary>The messaging system that a source reads, as OpenTelemetry's conventions name it.</summary>
/// <param name="System">The system: <c>kafka</c>.</param>
/// <param name="Destination">What is read of it, if it is one thing: a topic.</param>
public sealed record MessagingOrigin(string System, string? Destination);
