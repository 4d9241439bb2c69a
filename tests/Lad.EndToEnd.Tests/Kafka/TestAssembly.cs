namespace Lad.Kafka.Tests.Brokers;

/// <summary>Where the test framework finds this assembly's own kinds of tests.</summary>
internal static class TestAssembly
{
    public const string Name = "Lad.EndToEnd.Tests";
}
