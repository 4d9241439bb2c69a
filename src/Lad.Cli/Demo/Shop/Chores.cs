using static Lad.Cli.Demo.Shop.ShopEvent;

namespace Lad.Cli.Demo.Shop;

/// <summary>What happens by itself: probes, jobs, and the small troubles that every system has and nobody should be woken for.</summary>
/// <param name="dice">Chance.</param>
internal sealed class Chores(Dice dice)
{
    /// <summary>The kinds, with how many an hour there are of each.</summary>
    public IReadOnlyList<(double AnHour, Func<IEnumerable<ShopEvent>> Happen)> Kinds =>
    [
        (120, () => [Note(0, ShopService.Gateway, $"Health probe from 10.0.0.{dice.From(2, 9)} answered 200 in {dice.From(1, 9)} ms")]),
        (40, () => [Note(0, ShopService.Inventory, $"Stock count of warehouse W{dice.From(1, 3)} synchronised: {dice.From(0, 40)} changes")]),
        (30, () => [Note(0, ShopService.Auth, $"Removed {dice.From(1, 60)} expired sessions")]),
        (20, () => [Note(0, ShopService.Shipping, $"Pickup list for carrier {dice.Carrier} sent: {dice.From(3, 80)} parcels")]),
        (12, () => [Note(0, ShopService.Catalog, $"Configuration checked: {dice.From(41, 43)} settings, none changed")]),
        (12, () => [Note(0, ShopService.Catalog, $"Price list live loaded with {dice.From(8000, 8200)} items in {dice.From(200, 900)} ms")]),
        (10, () => [Warning(0, ShopService.Gateway, $"Client {dice.Address} exceeded the rate limit of 100 requests a minute")]),
        (8, () => [Warning(0, ShopService.Checkout, $"Cart {dice.Token} expired with {dice.From(1, 5)} items")]),
        (8, () => [Error(0, ShopService.Shipping, $"Carrier {dice.Carrier} did not answer within 2000 ms, attempt 1 of 3"), Note(4, ShopService.Shipping, $"Carrier {dice.Carrier} answered at attempt 2 of 3")]),
        (6, () => [Note(0, ShopService.Payment, $"Settlement batch {dice.From(1000, 9999)} closed with {dice.From(10, 300)} payments")]),
        (6, () => [Note(0, ShopService.Checkout, $"Garbage collection paused all threads for {dice.From(20, 140)} ms")]),
        (4, () => [Warning(0, ShopService.Inventory, $"Query on inventory-db took {dice.From(1000, 3000)} ms")]),
        // Rare, but known: when they come in a burst, something is wrong.
        (1.2, () => [Error(0, ShopService.Inventory, $"Connection to inventory-db-{dice.From(1, 3)} timed out after 5000 ms"), Note(2, ShopService.Inventory, $"Connection to inventory-db-{dice.From(1, 3)} restored")]),
        (1.0, () => [Warning(0, ShopService.Checkout, $"Stock of {dice.From(1, 6)} items taken from the cache because inventory did not answer")]),
    ];
}
