using Lad.FactStore.Anomalies;

namespace Lad.FactStore.Tests.Anomalies;

/// <summary>Anomalies for tests, told apart by a number.</summary>
internal static class SampleAnomaly
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 23, 0, 0, TimeSpan.Zero);

    public static string IdOf(int number) => $"{0xAB:x16}{number:x16}";

    public static AnomalyRecord Of(int number) => new()
    {
        EventId = IdOf(number),
        At = Start.AddSeconds(number),
        Fingerprint = 0xF000000000000001,
        Service = "store",
        Level = "error",
        Message = $"disk {number} lost",
        Template = "disk <*> lost",
        Score = 0.999,
        Threshold = 0.995,
        MapRow = 3,
        MapColumn = 17,
        Words = [new WordWeight("lost", 0.25)],
        NovelWords = ["lost"],
        Reasons = ["a new word"],
        Nearest = "disk <*> found",
        Model = "default/20261121T101500Z-9f2c1a00",
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
    };
}
