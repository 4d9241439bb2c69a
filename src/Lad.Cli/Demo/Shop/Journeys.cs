using static Lad.Cli.Demo.Shop.ShopEvent;

namespace Lad.Cli.Demo.Shop;

/// <summary>What customers do, and what the services say about it.</summary>
/// <param name="dice">Chance.</param>
internal sealed class Journeys(Dice dice)
{
    /// <summary>Somebody looks around.</summary>
    public IEnumerable<ShopEvent> Browse()
    {
        int item = dice.From(1000, 9999);
        yield return Access(0, $"GET /catalog/{dice.Category}/{item}", 200);
        if (dice.Chance(0.5)) yield return Note(0.1, ShopService.Catalog, $"Search for '{dice.Query}' found {dice.From(2, 90)} items in {dice.From(3, 60)} ms");
        else yield return Note(0.1, ShopService.Catalog, $"Item {item} shown with {dice.From(2, 12)} pictures in {dice.From(2, 30)} ms");
        if (dice.Chance(0.2)) yield return Note(0.2, ShopService.Catalog, $"Price of item {item} served from cache, {dice.From(1, 290)} s old");
        if (dice.Chance(0.02)) yield return Warning(0.3, ShopService.Catalog, $"Slow query: search for '{dice.Query}' took {dice.From(900, 4000)} ms");
        if (dice.Chance(0.03)) yield return Access(0.4, $"GET /catalog/{dice.Category}/{item}/reviews", 404);
    }

    /// <summary>Somebody signs in, or tries to.</summary>
    public IEnumerable<ShopEvent> SignIn()
    {
        int user = dice.From(10_000, 99_999);
        string address = dice.Address;
        yield return Access(0, "POST /auth/session", 200);
        if (dice.Chance(0.08))
        {
            yield return Warning(0.1, ShopService.Auth, $"Password of user {user} from {address} was wrong, attempt {dice.From(1, 3)} of 5");
            yield break;
        }
        yield return Note(0.1, ShopService.Auth, $"User {user} signed in from {address}");
        yield return Note(0.2, ShopService.Auth, $"Session {dice.Token} opened for user {user}, valid for 3600 s");
        if (dice.Chance(0.6)) yield return Note(dice.From(60, 600), ShopService.Auth, $"Session {dice.Token} closed after {dice.From(60, 600)} s");
    }

    /// <summary>Somebody buys.</summary>
    public IEnumerable<ShopEvent> Buy()
    {
        int order = dice.From(100_000, 999_999);
        int payment = dice.From(100_000, 999_999);
        int items = dice.From(1, 6);
        string price = dice.Price;
        yield return Access(0, "POST /checkout/orders", 201);
        yield return Note(0.1, ShopService.Checkout, $"Order {order} received from customer {dice.From(10_000, 99_999)}: {items} items, {price} EUR");
        yield return Note(0.3, ShopService.Inventory, $"Reserved {items} items for order {order} in warehouse W{dice.From(1, 3)}");
        if (dice.Chance(0.04))
        {
            yield return Warning(0.9, ShopService.Payment, $"Payment {payment} declined by issuer: insufficient funds");
            yield return Warning(1.1, ShopService.Checkout, $"Order {order} cancelled: payment {payment} was declined");
            yield return Note(1.3, ShopService.Inventory, $"Released {items} items of order {order}");
            yield break;
        }
        yield return Note(0.8, ShopService.Payment, $"Payment {payment} authorised: {price} EUR by card ending {dice.From(1000, 9999)}");
        yield return Note(1.2, ShopService.Payment, $"Payment {payment} captured in {dice.From(80, 700)} ms");
        yield return Note(1.4, ShopService.Checkout, $"Order {order} completed in {dice.From(900, 2500)} ms");
        yield return Note(dice.From(20, 90), ShopService.Shipping, $"Label for order {order} printed, carrier {dice.Carrier}, weight {dice.From(200, 9000)} g");
        if (dice.Chance(0.05)) yield return Note(dice.From(100, 900), ShopService.Payment, $"Refund of {price} EUR for payment {payment} sent");
        if (dice.Chance(0.1)) yield return Warning(2, ShopService.Inventory, $"Stock of item {dice.From(1000, 9999)} is low: {dice.From(1, 9)} left");
    }

    private ShopEvent Access(double seconds, string request, int status) =>
        Note(seconds, ShopService.Gateway, $"{dice.Address} \"{request}\" {status} {dice.From(200, 40_000)} bytes in {dice.From(2, 400)} ms");
}
