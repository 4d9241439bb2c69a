using Lad.Kafka.Clients;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Clients;

public sealed class KafkaConnectionTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_broker_that_answers_names_its_topics()
    {
        await using var broker = new MockCluster();
        await broker.CreateTopicAsync("t", 3);

        IReadOnlyDictionary<string, int> topics = await KafkaConnection.CheckAsync(Options(broker.BootstrapServers), ["t"]);

        Assert.Equal(3, topics["t"]);
    }

    [Fact]
    public async Task A_missing_topic_is_named_and_not_made()
    {
        await using var broker = new MockCluster();

        BusException refusal = await Refused(Options(broker.BootstrapServers), ["lad.logs"]);

        Assert.Equal(BusFault.TopicMissing, refusal.Fault);
        Assert.Contains($"topic lad.logs does not exist at {broker.BootstrapServers}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("lad topics apply", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await KafkaConnection.CheckAsync(Options(broker.BootstrapServers), []));
    }

    [Fact]
    public async Task A_closed_port_is_said_to_be_closed()
    {
        string address = Listener.ClosedPort();

        BusException refusal = await Refused(Options(address));

        Assert.Equal(BusFault.Unreachable, refusal.Fault);
        Assert.Contains($"cannot be reached at {address}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Connection refused", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("(after ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_host_has_is_said_to_have_none()
    {
        BusException refusal = await Refused(Options("no.such.host.invalid:9092"));

        Assert.Equal(BusFault.Unreachable, refusal.Fault);
        Assert.Contains("Failed to resolve 'no.such.host.invalid:9092'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_says_nothing_is_given_up_at_the_deadline()
    {
        using Listener listener = Listener.Silent();

        BusException refusal = await Refused(Options(listener.Address));

        Assert.Equal(BusFault.Unreachable, refusal.Fault);
        Assert.Contains("nothing answered", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_hangs_up_may_speak_TLS_or_be_too_old()
    {
        using Listener listener = Listener.HangingUp();

        BusException refusal = await Refused(Options(listener.Address));

        Assert.True(refusal.Fault == BusFault.Unsupported, refusal.Message);
        Assert.Contains("security.protocol to SSL", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("api.version.request=false", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_to_a_broker_without_it_is_said_to_be_that()
    {
        using Listener plain = Listener.HangingUp();

        BusException refusal = await Refused(Options(plain.Address, ("security.protocol", "SSL")));

        Assert.Equal(BusFault.Encryption, refusal.Fault);
        Assert.True(refusal.Message.Contains("does not speak TLS on that port", StringComparison.Ordinal), refusal.Message);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_said_not_to_be_trusted()
    {
        using Listener listener = Listener.Tls();

        BusException refusal = await Refused(Options(listener.Address, ("security.protocol", "SSL")));

        Assert.Equal(BusFault.Encryption, refusal.Fault);
        Assert.Contains("is not trusted", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ssl.ca.location", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_at_a_broker_without_logins_is_refused_without_waiting_for_the_deadline()
    {
        await using var broker = new MockCluster(1);
        KafkaClientOptions options = Options(broker.BootstrapServers, ("security.protocol", "SASL_PLAINTEXT"), ("sasl.mechanism", "PLAIN"), ("sasl.username", "lad"), ("sasl.password", "x"));

        BusException refusal = await Assert.ThrowsAsync<BusException>(() => KafkaConnection.CheckAsync(options, [], TimeSpan.FromMinutes(10)).WaitAsync(TimeSpan.FromMinutes(2)));

        Assert.Equal(BusFault.Authentication, refusal.Fault);
        Assert.Contains("takes no such login", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_file_that_is_not_there_is_a_fault_of_the_configuration()
    {
        BusException refusal = await Refused(Options("localhost:9092", ("security.protocol", "SSL"), ("ssl.ca.location", "/no/such/ca.pem")));

        Assert.Equal(BusFault.Configuration, refusal.Fault);
        Assert.Contains("ssl.ca.location", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<BusException> Refused(KafkaClientOptions options, params string[] topics)
    {
        BusException refusal = await Assert.ThrowsAsync<BusException>(() => KafkaConnection.CheckAsync(options, topics, Short));
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal;
    }

    private static KafkaClientOptions Options(string brokers, params (string Name, string Value)[] properties) =>
        new() { BootstrapServers = brokers, Properties = properties.ToDictionary(property => property.Name, property => property.Value) };
}
