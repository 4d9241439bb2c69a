using Lad.Kafka.Clients;

namespace Lad.Kafka.Tests.Clients;

public sealed class ClientPropertiesTests
{
    [Theory]
    [InlineData("security_protocol", "security.protocol")]
    [InlineData("SASL_USERNAME", "sasl.username")]
    [InlineData("log_level", "log_level")]
    [InlineData("linger.ms", "linger.ms")]
    public void Underscores_stand_for_dots(string name, string property) => Assert.Equal(property, ClientProperties.Canonical(name));

    [Theory]
    [InlineData("sasl.password", true)]
    [InlineData("ssl.key.password", true)]
    [InlineData("ssl.keystore.password", true)]
    [InlineData("ssl.key.pem", true)]
    [InlineData("sasl.oauthbearer.client.secret", true)]
    [InlineData("sasl.username", false)]
    [InlineData("ssl.certificate.pem", false)]
    public void Secrets_are_known(string name, bool secret) => Assert.Equal(secret, ClientProperties.IsSecret(name));

    [Fact]
    public void What_librdkafka_knows_is_taken_topic_properties_included() =>
        Assert.Empty(ClientProperties.Faults(new Dictionary<string, string> { ["acks"] = "all", ["compression.codec"] = "lz4", ["sasl.username"] = "u", ["partition.assignment.strategy"] = "range" }));

    [Fact]
    public void Unknown_names_and_refused_values_are_told_apart()
    {
        IReadOnlyList<ClientPropertyFault> faults = ClientProperties.Faults(new Dictionary<string, string> { ["acks"] = "some", ["akcs"] = "all" });

        Assert.Equal([("acks", false), ("akcs", true)], faults.Select(fault => (fault.Name, fault.IsUnknown)));
    }

    [Fact]
    public void Every_name_for_hints_is_one_that_librdkafka_knows()
    {
        IReadOnlyList<string> names = ClientProperties.Names();

        Assert.Contains("ssl.ca.location", names);
        Assert.Contains("compression.type", names);
        Assert.DoesNotContain("enable.background.poll", names);
    }
}
