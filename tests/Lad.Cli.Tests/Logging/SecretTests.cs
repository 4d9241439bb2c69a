using System.Collections;
using System.Text.Json;
using Lad.Cli.Commands;
using Lad.Cli.Terminals;

namespace Lad.Cli.Tests.Logging;

public sealed class SecretTests : IDisposable
{
    private const string Secret = "c4nary-Of-All-Secrets";
    private readonly TemporaryDirectory directory = new();
    private readonly CancellationTokenSource stop = new(TimeSpan.FromSeconds(30));

    public static TheoryData<string, string, string> Lines
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (string format in new[] { "text", "json" })
            {
                rows.Add(format, "refused", "scorer --brokers 127.0.0.1:1");
                rows.Add(format, "tried again", "trainer --from es:logs-* --nodes http://127.0.0.1:1 --model models:DIR/models");
                rows.Add(format, "tried again", $"run --from es:logs-* --nodes http://lad:{Secret}@127.0.0.1:1 --model models:DIR/models");
                rows.Add(format, "never", $"factstore --from file:DIR/verdicts.jsonl --db Host=127.0.0.1;Port=1;Username=lad;Password={Secret};Timeout=1");
                rows.Add(format, "never", $"factstore --from file:DIR/verdicts.jsonl --db Hst=127.0.0.1;Password={Secret}");
                rows.Add(format, "never", $"scorer --kafka-client sasl.password={Secret},nonsense=1 --kafka-client sasl.mechanisms={Secret}x --health nowhere");
            }
            return rows;
        }
    }

    public void Dispose()
    {
        stop.Dispose();
        directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task No_secret_is_in_what_a_command_says_when_what_it_needs_fails(string format, string sign, string line)
    {
        using var error = new StoppingWriter(sign, stop);
        var terminal = new Terminal
        {
            Output = error,
            Error = error,
            OpenInput = () => Stream.Null,
            OpenOutput = () => Stream.Null,
            Variables = new Hashtable
            {
                ["Lad__Logging__Format"] = format,
                ["Lad__Logging__Level"] = "debug",
                // Where nobody listens; what is said of it must be JSON as all else.
                ["Lad__Telemetry__OtlpEndpoint"] = format == "json" ? "http://127.0.0.1:1" : "",
                ["Lad__Telemetry__OtlpHeaders"] = $"authorization=Bearer {Secret}",
                ["Lad__Elasticsearch__Username"] = line.Contains('@', StringComparison.Ordinal) ? "" : "lad",
                ["Lad__Elasticsearch__Password"] = line.Contains('@', StringComparison.Ordinal) ? "" : Secret,
                ["Lad__Kafka__Client__security_protocol"] = "sasl_plaintext",
                ["Lad__Kafka__Client__sasl_mechanisms"] = "PLAIN",
                ["Lad__Kafka__Client__sasl_username"] = "lad",
                ["Lad__Kafka__Client__sasl_password"] = Secret,
                ["Lad__Kafka__Client__debug"] = "conf,broker,security",
            },
        };

        int exitCode = await LadCommand.RunAsync(line.Replace("DIR", directory.Root, StringComparison.Ordinal).Split(' '), terminal, stop.Token);

        string said = error.ToString();
        Assert.NotEqual("", said);
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        // What is wrong with the line itself is said to whoever typed it.
        if (format == "json" && exitCode != ExitCode.Usage) Assert.All(said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), one => JsonDocument.Parse(one));
    }
}
