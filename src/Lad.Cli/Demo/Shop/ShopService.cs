using System.Globalization;
using System.Text.Encodings.Web;

namespace Lad.Cli.Demo.Shop;

/// <summary>A service of the shop: its name and how it writes its lines.</summary>
internal sealed class ShopService
{
    private readonly Func<ShopService, DateTimeOffset, string, string, string> format;

    private ShopService(string name, Func<ShopService, DateTimeOffset, string, string, string> format)
    {
        Name = name;
        this.format = format;
    }

    public static ShopService Gateway { get; } = new("gateway", Plain);
    public static ShopService Auth { get; } = new("auth", Plain);
    public static ShopService Catalog { get; } = new("catalog", Logfmt);
    public static ShopService Inventory { get; } = new("inventory", Logfmt);
    public static ShopService Checkout { get; } = new("checkout", Json);
    public static ShopService Payment { get; } = new("payment", EcsJson);
    public static ShopService Shipping { get; } = new("shipping", Json);

    /// <summary>The service's name.</summary>
    public string Name { get; }

    /// <summary>The line as the service writes it.</summary>
    public string Write(DateTimeOffset time, string level, string message) => format(this, time, level, message);

    private static string Stamp(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => '"' + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + '"';

    private static string Plain(ShopService service, DateTimeOffset time, string level, string message) =>
        string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss,fff} {level,-5} [{service.Name}] {message}");

    private static string Logfmt(ShopService service, DateTimeOffset time, string level, string message) =>
        $"ts={Stamp(time)} level={level.ToLowerInvariant()} service={service.Name} msg={Quoted(message)}";

    private static string Json(ShopService service, DateTimeOffset time, string level, string message) =>
        $"{{\"time\":\"{Stamp(time)}\",\"level\":\"{level}\",\"service\":\"{service.Name}\",\"message\":{Quoted(message)}}}";

    private static string EcsJson(ShopService service, DateTimeOffset time, string level, string message) =>
        $"{{\"@timestamp\":\"{Stamp(time)}\",\"log\":{{\"level\":\"{level}\"}},\"service\":{{\"name\":\"{service.Name}\"}},\"message\":{Quoted(message)}}}";
}
