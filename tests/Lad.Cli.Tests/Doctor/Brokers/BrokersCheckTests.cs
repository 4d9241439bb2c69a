using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Brokers;
using Lad.Kafka.Inspection;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Cli.Tests.Doctor.Brokers;

public sealed class BrokersCheckTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Each_broker_is_reached_and_says_what_it_can()
    {
        await using var cluster = new MockCluster();

        IReadOnlyList<Finding> findings = await LookAsync(cluster.BootstrapServers);

        Assert.Equal(FindingState.Ok, findings.Only("3 brokers").State);
        Assert.Contains("headers, idempotent producers, transactions", findings.Only("the brokers take").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.State > FindingState.Ok);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_a_warning_while_others_do_and_a_fault_when_none_does()
    {
        using var broker = new AdminBroker(1);

        IReadOnlyList<Finding> some = await LookAsync($"127.0.0.1:1,{broker.BootstrapServers}");
        IReadOnlyList<Finding> none = await LookAsync("127.0.0.1:1,no-such-host.invalid:9092");

        Assert.Equal(FindingState.Warning, some.Only("127.0.0.1:1 cannot be reached: connection refused").State);
        Assert.Equal(FindingState.Ok, some.Only($"{broker.BootstrapServers} answers").State);
        Assert.Equal(FindingState.Fault, none.Only("127.0.0.1:1 cannot be reached").State);
        Assert.Equal(FindingState.Fault, none.Only("no-such-host.invalid:9092 cannot be reached").State);
    }

    [Fact]
    public async Task A_listener_that_the_cluster_names_and_that_is_not_there_is_a_fault()
    {
        using var cluster = new AdminBroker(3);
        cluster.StopListening(3);

        Assert.Contains("advertised.listeners", (await LookAsync(cluster.BootstrapServers)).Only("broker 3 wants to be reached at").Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_takes_connections_and_never_answers_does_not_take_longer_than_the_time_for_a_check()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        Scope scope = Examined.ScopeOf("scorer", TimeSpan.FromSeconds(2), ("Kafka:BootstrapServers", silent.LocalEndpoint.ToString()!));

        CheckResult[] results = await new Examination(scope.Limit, TimeProvider.System).RunAsync(Lad.Cli.Doctor.Checks.Of(scope), CancellationToken.None);

        Assert.Contains(results.Single(result => result.Name == "brokers").Findings, finding => finding.State == FindingState.Fault);
        Assert.Equal(FindingState.Skipped, Assert.Single(results.Single(result => result.Name == "topics").Findings).State);
        Assert.Equal(FindingState.Ok, results.Single(result => result.Name == "runtime").Findings[0].State);
    }

    [Fact]
    public async Task Brokers_that_lack_what_the_settings_ask_for_are_faults_that_name_the_setting()
    {
        // Knows the requests about topics alone.
        using var broker = new AdminBroker(1);

        IReadOnlyList<Finding> findings = await LookAsync(broker.BootstrapServers, ("Kafka:Delivery", "exactly-once"));

        Assert.Contains("Kafka:Headers=false", findings.Only("refuse records with headers").Advice, StringComparison.Ordinal);
        Assert.Contains("enable.idempotence=false", findings.Only("too old for idempotent").Advice, StringComparison.Ordinal);
        Assert.Contains("at-least-once", findings.Only("too old for Kafka:Delivery").Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broker_that_hangs_up_or_stays_silent_at_the_question_is_one_before_0_10(bool hangsUp)
    {
        using var old = new TcpListener(IPAddress.Loopback, 0);
        old.Start();
        Task hangUp = Task.Run(async () =>
        {
            using TcpClient client = await old.AcceptTcpClientAsync();
            await client.GetStream().ReadExactlyAsync(new byte[17]);
            if (!hangsUp) await client.GetStream().CopyToAsync(Stream.Null);
        });

        BrokerAbilities abilities = await BrokerProbe.AskAsync("127.0.0.1", ((IPEndPoint)old.LocalEndpoint).Port, encrypted: false, hangsUp ? Patience : TimeSpan.FromMilliseconds(200), CancellationToken.None);

        await hangUp;
        Assert.False(abilities.Tells);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broker_that_serves_the_client_and_is_silent_at_the_question_is_taken_for_old_only_when_the_settings_do(bool asks)
    {
        // The client's own questions begin with a later version, and have other numbers.
        using var broker = new AdminBroker(1, ignores: request => request.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 18, 0, 0, 0, 0, 0, 1]));
        Scope scope = Examined.ScopeOf("scorer", TimeSpan.FromSeconds(5), ("Kafka:BootstrapServers", broker.BootstrapServers), ("Kafka:Client:api.version.request", asks ? "true" : "false"));

        IReadOnlyList<Finding> findings = await Examined.FindingsAsync(new BrokersCheck(scope, new KafkaReach(scope)).LookAsync);

        Assert.Equal(asks ? FindingState.Skipped : FindingState.Fault, findings.Only(asks ? "it does not answer the question" : "refuse records with headers").State);
        Assert.Equal(!asks, findings.Any(finding => finding.State == FindingState.Fault));
    }

    [Fact]
    public async Task A_broker_that_wants_a_certificate_of_clients_is_not_taken_for_old()
    {
        using var directory = new TemporaryDirectory();
        using X509Certificate2 certificate = Certificate();
        string shown = directory.Write("certificate.pem", certificate.ExportCertificatePem());
        string key = directory.Write("key.pem", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        using var broker = new AdminBroker(1, certificate: certificate);

        IReadOnlyList<Finding> findings = await LookAsync(broker.BootstrapServers, ("Kafka:Client:security.protocol", "ssl"), ("Kafka:Client:ssl.ca.location", shown), ("Kafka:Client:ssl.certificate.location", shown), ("Kafka:Client:ssl.key.location", key));

        Assert.Equal(FindingState.Ok, findings.Only($"{broker.BootstrapServers} answers").State);
        Assert.Equal(FindingState.Skipped, findings.Only("wants a client's certificate").State);
        Assert.Equal(FindingState.Ok, findings.Only("holds until 2100-").State);
        Assert.DoesNotContain(findings, finding => finding.State is FindingState.Warning or FindingState.Fault);
    }

    [Fact]
    public async Task The_addresses_that_brokers_name_are_read_without_the_client()
    {
        await using var cluster = new MockCluster(2);
        string[] place = cluster.BootstrapServers.Split(',')[0].Split(':');

        IReadOnlyList<BrokerAddress> brokers = await BrokerProbe.BrokersAsync(place[0], int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture), encrypted: false, Patience, CancellationToken.None);

        Assert.Equal([1, 2], brokers.Select(broker => broker.Id).Order());
        Assert.Contains(brokers, broker => broker.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) == place[1]);
    }

    private static Task<IReadOnlyList<Finding>> LookAsync(string brokers, params (string, string)[] settings)
    {
        Scope scope = Examined.ScopeOf("scorer", [("Kafka:BootstrapServers", brokers), .. settings]);
        return Examined.FindingsAsync(new BrokersCheck(scope, new KafkaReach(scope)).LookAsync);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
