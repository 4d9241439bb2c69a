namespace Lad.EndToEnd.Tests.Kafka;

/// <summary>How large scenarios are: short ones for every run of the suite, those of the promises where <c>LAD_TEST_LONG</c> is 1.</summary>
internal static class Size
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("LAD_TEST_LONG") == "1";

    public static T Of<T>(T usual, T full) => IsLong ? full : usual;
}
