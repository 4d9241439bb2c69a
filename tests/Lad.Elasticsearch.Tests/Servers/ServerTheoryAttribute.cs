using Xunit.Sdk;

namespace Lad.Elasticsearch.Tests.Servers;

/// <summary>A test that needs of Elasticsearch only what it promises, and runs once against each server, whose <see cref="ServerKind"/> is its one parameter; skipped, with the reason, where a server is missing.</summary>
[XunitTestCaseDiscoverer("Lad.Elasticsearch.Tests.Servers." + nameof(ServerTheoryDiscoverer), "Lad.Elasticsearch.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerTheoryAttribute : FactAttribute;
