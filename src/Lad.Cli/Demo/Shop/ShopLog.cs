namespace Lad.Cli.Demo.Shop;

/// <summary>The log of a simulated shop: quiet hours to learn from, then a watch with three incidents. The same seed gives the same lines.</summary>
/// <param name="seed">The seed.</param>
internal sealed class ShopLog(int seed)
{
    private const double BrowsersAnHour = 900;
    private const double SignInsAnHour = 220;
    private const double BuyersAnHour = 160;

    /// <summary>When the quiet hours begin.</summary>
    public static DateTimeOffset Opening { get; } = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    /// <summary>When the watch begins and the quiet hours end.</summary>
    public static DateTimeOffset Watch { get; } = Opening.AddHours(8);

    /// <summary>When the watch ends.</summary>
    public static DateTimeOffset Closing { get; } = Watch.AddHours(1);

    /// <summary>The incidents of the watch.</summary>
    public IReadOnlyList<Incident> Incidents { get; } = Shop.Incidents.Draw(new Dice(seed));

    /// <summary>The lines of the quiet hours, by time.</summary>
    public IEnumerable<ShopLine> QuietHours() => Everyday(new Dice(seed ^ 0x5eed), Opening, Watch).OrderBy(line => line.Time);

    /// <summary>The lines of the watch, by time.</summary>
    public IEnumerable<ShopLine> WatchedHour() =>
        Everyday(new Dice(seed ^ 0x3a7c), Watch, Closing)
            .Concat(Incidents.SelectMany(incident => incident.Events.Select(said => Line(Watch.AddSeconds(incident.Begins), said, incident))))
            .OrderBy(line => line.Time);

    private static IEnumerable<ShopLine> Everyday(Dice dice, DateTimeOffset begin, DateTimeOffset end)
    {
        var journeys = new Journeys(dice);
        IEnumerable<(double AnHour, Func<IEnumerable<ShopEvent>> Happen)> causes =
            [(BrowsersAnHour, journeys.Browse), (SignInsAnHour, journeys.SignIn), (BuyersAnHour, journeys.Buy), .. new Chores(dice).Kinds];
        foreach ((double anHour, Func<IEnumerable<ShopEvent>> happen) in causes)
        {
            for (DateTimeOffset at = begin.AddSeconds(dice.Wait(anHour)); at < end; at = at.AddSeconds(dice.Wait(anHour)))
                foreach (ShopEvent said in happen())
                    if (at + said.After < end) yield return Line(at, said, null);
        }
    }

    private static ShopLine Line(DateTimeOffset cause, ShopEvent said, Incident? incident)
    {
        DateTimeOffset time = cause + said.After;
        return new ShopLine(time, said.Service, said.Level, said.Message, said.Service.Write(time, said.Level, said.Message), incident);
    }
}
