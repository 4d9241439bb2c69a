using static Lad.Cli.Demo.Shop.ShopEvent;

namespace Lad.Cli.Demo.Shop;

/// <summary>The three incidents of the watch.</summary>
internal static class Incidents
{
    /// <summary>Draws them.</summary>
    public static IReadOnlyList<Incident> Draw(Dice dice) =>
    [
        new("refunds crash in payment", "an error that was never seen", dice.From(480, 720), [.. Crash(dice)]),
        new("inventory loses its database", "known rare lines in a burst", dice.From(1500, 1800), [.. Outage(dice)]),
        new("catalog serves test prices", "INFO lines only", dice.From(2520, 2760), [.. Misconfiguration(dice)]),
    ];

    private static IEnumerable<ShopEvent> Crash(Dice dice)
    {
        for (double at = 0; at < 240; at += dice.From(8, 30))
        {
            int payment = dice.From(100_000, 999_999);
            yield return Error(at, ShopService.Payment, $"Unhandled NullReferenceException in RefundHandler.Convert while refunding payment {payment}: currency was null");
            yield return Error(at + 0.2, ShopService.Checkout, $"Refund of order {dice.From(100_000, 999_999)} failed: payment service answered 500 Internal Server Error");
        }
    }

    private static IEnumerable<ShopEvent> Outage(Dice dice)
    {
        for (double at = 0; at < 150; at += dice.From(2, 9))
        {
            yield return Error(at, ShopService.Inventory, $"Connection to inventory-db-{dice.From(1, 3)} timed out after 5000 ms");
            if (dice.Chance(0.4)) yield return Warning(at + 0.5, ShopService.Checkout, $"Stock of {dice.From(1, 6)} items taken from the cache because inventory did not answer");
            if (dice.Chance(0.3)) yield return Error(at + 0.8, ShopService.Inventory, $"Connection pool of inventory-db is exhausted: 50 of 50 in use, {dice.From(3, 40)} waiting");
        }
        yield return Warning(20, ShopService.Inventory, "Circuit breaker for inventory-db opened after 10 failures");
        yield return Note(155, ShopService.Inventory, "Circuit breaker for inventory-db closed again");
    }

    private static IEnumerable<ShopEvent> Misconfiguration(Dice dice)
    {
        yield return Note(0, ShopService.Catalog, "Configuration applied: price list switched from live to staging, tax calculation off");
        yield return Note(2, ShopService.Catalog, $"Price list staging loaded with 12 items in {dice.From(4, 20)} ms");
        for (double at = 30; at < 360; at += dice.From(20, 60))
            yield return Note(at, ShopService.Catalog, $"Item {dice.From(1000, 9999)} has no entry in price list staging, default price 0.00 EUR used");
    }
}
