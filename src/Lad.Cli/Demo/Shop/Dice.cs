using System.Globalization;

namespace Lad.Cli.Demo.Shop;

/// <summary>Everything random about the shop, drawn from one seed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Dice(int seed)
{
    private static readonly string[] Queries = ["running shoes", "rain jacket", "tent", "headlamp", "sleeping bag", "climbing rope", "water bottle", "wool socks", "trail map", "camp stove"];
    private static readonly string[] Categories = ["shoes", "jackets", "tents", "lamps", "bags", "ropes", "bottles", "socks", "maps", "stoves"];
    private static readonly string[] Carriers = ["DHL", "UPS", "GLS"];

    private readonly Random random = new(seed);

    public bool Chance(double probability) => random.NextDouble() < probability;
    public int From(int least, int most) => random.Next(least, most + 1);
    public string Query => Queries[random.Next(Queries.Length)];
    public string Category => Categories[random.Next(Categories.Length)];
    public string Carrier => Carriers[random.Next(Carriers.Length)];
    public string Price => (random.Next(499, 49999) / 100.0).ToString("F2", CultureInfo.InvariantCulture);
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{random.Next(11, 223)}.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}");
    public string Token => random.NextInt64(0x100000000000, 0xffffffffffff).ToString("x12", CultureInfo.InvariantCulture);

    /// <summary>Seconds to wait for the next of events that come by chance, so many an hour.</summary>
    public double Wait(double anHour) => -Math.Log(1 - random.NextDouble()) * 3600 / anHour;
}
