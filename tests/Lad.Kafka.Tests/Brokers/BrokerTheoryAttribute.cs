using Xunit.Sdk;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>A test that runs once against each broker, whose <see cref="BrokerKind"/> is its one parameter; skipped, with the reason, where a broker is missing or lacks what the test needs.</summary>
/// <param name="needs">What the test needs of a broker.</param>
[XunitTestCaseDiscoverer("Lad.Kafka.Tests.Brokers." + nameof(BrokerTheoryDiscoverer), TestAssembly.Name)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrokerTheoryAttribute(BrokerFeatures needs = BrokerFeatures.None) : FactAttribute
{
    /// <summary>What the test needs of a broker.</summary>
    public BrokerFeatures Needs { get; } = needs;
}
