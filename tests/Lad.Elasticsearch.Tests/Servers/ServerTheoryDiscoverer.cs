using Xunit.Abstractions;
using Xunit.Sdk;

namespace Lad.Elasticsearch.Tests.Servers;

/// <summary>Makes a case for each server of a <see cref="ServerTheoryAttribute"/>.</summary>
public sealed class ServerTheoryDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        TestMethodDisplay display = discoveryOptions.MethodDisplayOrDefault();
        TestMethodDisplayOptions options = discoveryOptions.MethodDisplayOptionsOrDefault();
        foreach (ServerKind kind in Enum.GetValues<ServerKind>())
        {
            object[] arguments = [kind];
            yield return kind == ServerKind.Named && SearchServer.Named is null
                ? new XunitSkippedDataRowTestCase(diagnostics, display, options, testMethod, $"{SearchServer.Variable} names no server.", arguments)
                : new XunitTestCase(diagnostics, display, options, testMethod, arguments);
        }
    }
}
