namespace Lad.Cli.Models;

/// <summary>A message to be shown on the map.</summary>
/// <param name="Text">The message.</param>
/// <param name="Node">Its best-matching unit, row * columns + column.</param>
/// <param name="Score">Its score, 0 to 1.</param>
/// <param name="IsAnomaly">The verdict.</param>
internal sealed record MapMark(string Text, int Node, double Score, bool IsAnomaly);
