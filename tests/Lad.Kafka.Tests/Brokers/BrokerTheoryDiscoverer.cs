using Xunit.Abstractions;
using Xunit.Sdk;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>Makes a case for each broker of a <see cref="BrokerTheoryAttribute"/>.</summary>
public sealed class BrokerTheoryDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        TestMethodDisplay display = discoveryOptions.MethodDisplayOrDefault();
        TestMethodDisplayOptions options = discoveryOptions.MethodDisplayOptionsOrDefault();
        BrokerFeatures needs = factAttribute.GetNamedArgument<BrokerFeatures>(nameof(BrokerTheoryAttribute.Needs));
        foreach (BrokerKind kind in Enum.GetValues<BrokerKind>())
        {
            object[] arguments = [kind];
            yield return TestBroker.Obstacle(kind, needs) is { } reason
                ? new XunitSkippedDataRowTestCase(diagnostics, display, options, testMethod, reason, arguments)
                : new XunitTestCase(diagnostics, display, options, testMethod, arguments);
        }
    }
}
