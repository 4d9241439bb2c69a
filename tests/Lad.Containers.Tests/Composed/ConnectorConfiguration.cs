using Lad.Cli.Tests;

namespace Lad.Containers.Tests.Composed;

/// <summary>The configuration of a connector: the deployment's file, in which the scored topic's name stands for the topic's.</summary>
internal static class ConnectorConfiguration
{
    /// <summary>The configuration of the connector that copies a topic, as JSON.</summary>
    public static string Of(string topic) => File.ReadAllText(RepositoryRoot.PathTo("config", "connect-elasticsearch.json")).Replace("lad.scored", topic, StringComparison.Ordinal);
}
