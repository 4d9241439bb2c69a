namespace Lad.Cli.Demo.Shop;

/// <summary>Something that a service of the shop says.</summary>
/// <param name="After">How long after its cause.</param>
/// <param name="Service">Who says it.</param>
/// <param name="Level">How seriously.</param>
/// <param name="Message">What.</param>
internal readonly record struct ShopEvent(TimeSpan After, ShopService Service, string Level, string Message)
{
    /// <summary>An event at level INFO.</summary>
    public static ShopEvent Note(double seconds, ShopService service, string message) => new(TimeSpan.FromSeconds(seconds), service, "INFO", message);

    /// <summary>An event at level WARN.</summary>
    public static ShopEvent Warning(double seconds, ShopService service, string message) => new(TimeSpan.FromSeconds(seconds), service, "WARN", message);

    /// <summary>An event at level ERROR.</summary>
    public static ShopEvent Error(double seconds, ShopService service, string message) => new(TimeSpan.FromSeconds(seconds), service, "ERROR", message);
}
