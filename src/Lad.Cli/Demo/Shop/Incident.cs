namespace Lad.Cli.Demo.Shop;

/// <summary>Something that goes wrong, and for which somebody should be woken.</summary>
/// <param name="Name">What is wrong, in a few words.</param>
/// <param name="Kind">What makes it hard or easy to see.</param>
/// <param name="Begins">Seconds after the watch begins.</param>
/// <param name="Events">What the services say about it.</param>
internal sealed record Incident(string Name, string Kind, double Begins, IReadOnlyList<ShopEvent> Events);
