namespace Lad.Cli.Demo;

/// <summary>How the demonstration runs.</summary>
/// <param name="Seed">Draws the shop's business and its incidents.</param>
/// <param name="Duration">How long the watched hour takes.</param>
/// <param name="IsLive">Whether it is shown as it happens, with a status line; otherwise lines are only appended.</param>
internal sealed record DemoOptions(int Seed, TimeSpan Duration, bool IsLive);
