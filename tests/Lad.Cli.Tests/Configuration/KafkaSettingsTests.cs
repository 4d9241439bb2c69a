using System.Collections;
using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Configuration;

public sealed class KafkaSettingsTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Properties_of_the_client_come_from_all_layers_and_the_later_wins()
    {
        string file = directory.Write("lad.json", """{"Kafka":{"Client":{"linger.ms":5,"compression.codec":"lz4","enable.ssl.certificate.verification":false}}}""");
        var variables = new Hashtable { ["Lad__Kafka__Client__security.protocol"] = "SSL", ["Lad__Kafka__Client__compression_codec"] = "gzip", ["LAD__KAFKA__CLIENT__LOG_LEVEL"] = "3" };

        EffectiveSettings effective = EffectiveSettings.Load(file, variables, new SettingLayer([new("Kafka:Client", "client.rack=r1", "--kafka-client"), new("Kafka:Client", "linger.ms=7", "--kafka-client")], []));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["linger.ms"] = "7",
                ["compression.codec"] = "gzip",
                ["enable.ssl.certificate.verification"] = "false",
                ["security.protocol"] = "SSL",
                ["log_level"] = "3",
                ["client.rack"] = "r1",
            },
            effective.Settings.Kafka.ToClientOptions().Properties);
    }

    [Fact]
    public void A_property_that_librdkafka_does_not_have_or_take_is_a_fault_with_its_origin()
    {
        string file = directory.Write("lad.json", """{"Kafka":{"Client":{"sasl.usrname":"u","compression.codec":"zip","group.id":"g","enable.auto.commit":true}}}""");
        var variables = new Hashtable { ["Lad__Kafka__Client__sasl_mechanism"] = "PLAIN" };

        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(file, variables, SettingLayer.Empty));

        Assert.Equal(4, refusal.Faults.Count);
        Assert.Contains($"{file}: Kafka:Client:sasl.usrname is no property of librdkafka; did you mean sasl.username?", refusal.Faults);
        Assert.Contains(refusal.Faults, fault => fault.StartsWith($"{file}: Kafka:Client:compression.codec is refused by librdkafka: Invalid value", StringComparison.Ordinal));
        Assert.Contains($"{file}: Kafka:Client:group.id is the setting Kafka:GroupId", refusal.Faults);
        Assert.Contains(refusal.Faults, fault => fault.Contains("enable.auto.commit cannot be set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secrets_are_not_shown()
    {
        var variables = new Hashtable { ["Lad__Kafka__Client__sasl_password"] = "hunter2", ["Lad__Kafka__Client__sasl_username"] = "lad" };

        CommandLineResult result = await CommandLine.RunAsync(variables, "", "config", "show");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Matches(@"Kafka:Client:sasl.username +lad +Lad__Kafka__Client__sasl_username", result.Output);
        Assert.Matches(@"Kafka:Client:sasl.password +\*+ +Lad__Kafka__Client__sasl_password", result.Output);
        Assert.DoesNotContain("hunter2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_on_the_command_line_are_checked_and_end_with_78()
    {
        CommandLineResult result = await CommandLine.RunAsync("score", "--from", "kafka:lad.logs", "--kafka-client", "linger.ms=5", "--kafka-client", "lingr.ms=5", "--start", "-1h");

        Assert.Equal(ExitCode.Configuration, result.ExitCode);
        Assert.Contains("--kafka-client: Kafka:Client:lingr.ms is no property of librdkafka; did you mean linger.ms?", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stored", KafkaStartKind.Stored, "stored")]
    [InlineData("earliest", KafkaStartKind.Earliest, "earliest")]
    [InlineData("latest", KafkaStartKind.Latest, "latest")]
    [InlineData("-90m", KafkaStartKind.Ago, "-90m")]
    [InlineData("2026-11-20T00:00:00Z", KafkaStartKind.Time, "2026-11-20T00:00:00Z")]
    [InlineData("2026-11-20T01:00:00.5+01:00", KafkaStartKind.Time, "2026-11-20T00:00:00.5Z")]
    public void The_start_is_a_place_or_a_time(string text, KafkaStartKind kind, string shown)
    {
        Assert.True(KafkaStart.TryParse(text, out KafkaStart start, out _));
        Assert.Equal((kind, shown), (start.Kind, start.ToString()));
    }

    [Fact]
    public void Exactly_once_needs_the_idempotent_producer()
    {
        var variables = new Hashtable { ["Lad__Kafka__Client__enable_idempotence"] = "false", ["Lad__Kafka__Delivery"] = "exactly-once" };

        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(null, variables, SettingLayer.Empty));

        Assert.Contains("enable.idempotence must not be switched off", Assert.Single(refusal.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Dead_letters_go_beside_their_input_unless_a_topic_is_named()
    {
        Assert.Equal("lad.logs.dlq", new KafkaSettings().DeadLettersOf("lad.logs"));
        Assert.Equal("dead", new KafkaSettings { DeadLetterTopic = "dead" }.DeadLettersOf("lad.logs"));
    }
}
