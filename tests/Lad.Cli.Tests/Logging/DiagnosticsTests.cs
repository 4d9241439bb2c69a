using System.Collections;
using System.Diagnostics;
using System.Text.Json;
using Lad.Cli.Configuration;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Pipeline.Tests;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Tests.Logging;

public sealed class DiagnosticsTests : IDisposable
{
    private readonly ManualTimeProvider clock = new();
    private readonly StringWriter error = new();
    private readonly Diagnostics diagnostics;
    private readonly ILogger log;

    public DiagnosticsTests()
    {
        diagnostics = new Diagnostics(error, clock);
        log = diagnostics.CreateLogger(LogCategory.Kafka);
    }

    public void Dispose()
    {
        diagnostics.Dispose();
        error.Dispose();
    }

    [Fact]
    public void An_event_is_a_line_of_text_that_begins_with_the_programs_name()
    {
        log.PartitionsAssigned("lad.logs/0,1");

        Assert.Equal(["lad: reading lad.logs/0,1"], Lines());
    }

    [Fact]
    public void What_brokers_and_records_said_can_neither_begin_a_line_nor_make_a_terminal_obey()
    {
        log.SourceTroubled("a\nlad: all is well\r\nb\u001b[2Jc\u009b1md\u202ee\u2028f");

        string line = Assert.Single(Lines());
        Assert.Equal("lad: a lad: all is well b\uFFFD[2Jc\uFFFD1md\uFFFDe f", line);
    }

    [Fact]
    public void As_json_it_has_the_names_of_the_common_schema_and_its_own_parameters()
    {
        Json();
        using Activity activity = new Activity("batch").SetIdFormat(ActivityIdFormat.W3C).Start();
        diagnostics.CreateLogger(LogCategory.Models).ModelRefused("its checksum differs", "shop", new IOException("its checksum differs"));

        JsonElement line = Assert.Single(Objects());
        Assert.Equal(
            ["@timestamp", "log.level", "message", "ecs.version", "log.logger", "event.code", "event.action", "service.name", "service.version", "process.pid", "trace.id", "span.id", "error.type", "error.message", "error.stack_trace", "lad.reason", "lad.model_name"],
            line.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("2026-11-21T00:00:00.000Z", "warning", "a new model was refused, the old one stays: its checksum differs"), (Text(line, "@timestamp"), Text(line, "log.level"), Text(line, "message")));
        Assert.Equal(("Lad.Models", "2105", "model-refused", "lad-scorer"), (Text(line, "log.logger"), Text(line, "event.code"), Text(line, "event.action"), Text(line, "service.name")));
        Assert.Equal((activity.TraceId.ToHexString(), "System.IO.IOException", "its checksum differs"), (Text(line, "trace.id"), Text(line, "error.type"), Text(line, "lad.reason")));
    }

    [Fact]
    public void Json_is_one_line_whatever_is_in_it_and_gives_back_what_was_said()
    {
        Json();
        const string Hostile = "a\n{\"message\":\"forged\"}\r\u001b[2J\u0085\u2028 žluť \ud83d\ude00 \ud800 \"end\"";
        log.SourceTroubled(Hostile);

        string line = Assert.Single(Lines());
        Assert.DoesNotContain(line, character => char.IsControl(character) || character is '\u2028' or '\u2029');
        Assert.Equal(Hostile.Replace('\ud800', '\uFFFD'), Text(Assert.Single(Objects()), "message"));
    }

    [Fact]
    public void Numbers_stay_numbers_and_lists_lists()
    {
        Json();
        diagnostics.CreateLogger(LogCategory.Scoring).RunEnded(12, 1.5, 10, 1, 1, 0, 2, 1, 0, ["default v1", "shop v2"]);

        JsonElement line = Assert.Single(Objects());
        Assert.Equal((12L, 1.5, 2), (line.GetProperty("lad.received").GetInt64(), line.GetProperty("lad.seconds").GetDouble(), line.GetProperty("lad.models").GetArrayLength()));
    }

    [Fact]
    public void What_repeats_is_told_at_once_then_counted_and_told_with_its_count_when_its_time_is_over()
    {
        for (int i = 0; i < 5; i++) log.ClientTroubled($"kafka:9092: Connect failed (after {i}ms in state CONNECT, {i} identical error(s) suppressed)", "FAIL", "c");
        log.ClientTroubled("other:9092: Connect failed", "FAIL", "c");
        Assert.Equal(["lad: kafka: kafka:9092: Connect failed (after 0ms in state CONNECT, 0 identical error(s) suppressed)", "lad: kafka: other:9092: Connect failed"], Lines());

        clock.Advance(Diagnostics.Quiet);

        Assert.Equal("lad: kafka: kafka:9092: Connect failed (after 4ms in state CONNECT, 4 identical error(s) suppressed) (3 more like it before)", Lines()[^1]);
        Assert.Equal((3, 4L, 3L), (Lines().Length, diagnostics.Counters.HeldBack, diagnostics.Counters.Written(2)));
        clock.Advance(10 * Diagnostics.Quiet);
        Assert.Equal(3, Lines().Length);
    }

    [Fact]
    public void What_happens_to_one_model_does_not_hold_back_what_happens_to_another()
    {
        ILogger models = diagnostics.CreateLogger(LogCategory.Models);
        for (int i = 0; i < 6; i++)
        {
            string name = $"pay-{i % 3}";
            models.ModelRefused($"lad.models/{i}: its checksum differs", name, null);
            models.ModelLeftOut($"model {name} v{i} does not fit", name, $"v{i}");
            models.ModelNotPublished($"model {name} v{i} is not published", name, "Schedule", "worse");
            models.TrainingFailed($"model {name}: attempt {i} failed", name, "Schedule", "away");
        }

        Assert.Equal((4 * 3, 4 * 3), (Lines().Length, Lines().Distinct().Count()));
        Assert.Equal(3, Lines().Count(line => line.Contains("its checksum differs", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_was_held_back_is_told_when_the_process_stops()
    {
        log.CommitFailed("broker 1 is away");
        log.CommitFailed("broker 2 is away");

        diagnostics.Close();
        log.CommitFailed("broker 3 is away");

        Assert.Equal(["lad: offsets were not committed, the next commit has them: broker 1 is away", "lad: offsets were not committed, the next commit has them: broker 2 is away", "lad: offsets were not committed, the next commit has them: broker 3 is away"], Lines());
    }

    [Fact]
    public void What_changed_is_never_held_back()
    {
        for (int i = 0; i < 3; i++) diagnostics.CreateLogger(LogCategory.Models).ModelInForce($"scoring with default v{i} from now on", "default", $"v{i}");

        Assert.Equal(3, Lines().Length);
    }

    [Fact]
    public void More_kinds_than_are_remembered_lose_nothing()
    {
        log.SourceTroubled("first");
        log.SourceTroubled("first");
        for (int i = 0; i <= RepeatedEvents.MostKinds; i++) log.SourceTroubled("kind " + new string('x', i + 1));

        Assert.Equal(2, Lines().Count(line => line == "lad: first"));
        Assert.Equal(RepeatedEvents.MostKinds + 3, Lines().Length);
    }

    [Fact]
    public void Json_says_how_many_were_held_back()
    {
        Json();
        for (int i = 0; i < 3; i++) log.CommitFailed("away");
        clock.Advance(Diagnostics.Quiet);

        Assert.Equal(1, Objects()[^1].GetProperty("lad.repeats").GetInt32());
    }

    [Fact]
    public void Less_than_the_wanted_level_is_not_written()
    {
        diagnostics.Begin("lad-scorer", new Hashtable());
        diagnostics.Settle(new LadSettings { Logging = new LoggingSettings { Format = "text", Level = "error" } }, new Hashtable());

        log.PartitionsLost("lad.logs/0");
        log.ClientFailed("fatal", "ERR", "");

        Assert.Equal(["lad: kafka: fatal"], Lines());
    }

    [Fact]
    public void A_command_that_a_person_waits_for_hides_nothing_and_stays_with_text()
    {
        diagnostics.Settle(new LadSettings { Logging = new LoggingSettings { Format = "json", Level = "error" } }, new Hashtable());

        log.PartitionsAssigned("lad.logs/0");

        Assert.Equal(["lad: reading lad.logs/0"], Lines());
    }

    [Fact]
    public void A_place_that_is_closed_does_not_stop_the_work()
    {
        using var closed = new StreamWriter(new MemoryStream());
        closed.Dispose();
        using var silent = new Diagnostics(closed, clock);

        silent.CreateLogger(LogCategory.Kafka).PartitionsAssigned("lad.logs/0");

        Assert.Equal(1, silent.Counters.Written(1));
    }

    [Theory]
    [InlineData("auto", "DOTNET_RUNNING_IN_CONTAINER", "true", true)]
    [InlineData("auto", "KUBERNETES_SERVICE_HOST", "10.0.0.1", true)]
    [InlineData("auto", "container", "podman", true)]
    [InlineData("auto", "DOTNET_RUNNING_IN_CONTAINER", "false", false)]
    [InlineData("auto", "HOME", "/root", false)]
    [InlineData("text", "KUBERNETES_SERVICE_HOST", "10.0.0.1", false)]
    [InlineData("json", "HOME", "/root", true)]
    public void Json_is_for_containers_unless_told_otherwise(string setting, string variable, string value, bool isJson) =>
        Assert.Equal(isJson ? LogFormat.Json : LogFormat.Text, LogFormats.Of(setting, new Hashtable { [variable] = value }));

    private void Json()
    {
        diagnostics.Begin("lad-scorer", new Hashtable());
        diagnostics.Settle(new LadSettings { Logging = new LoggingSettings { Format = "json" } }, new Hashtable());
    }

    private string[] Lines() => error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private JsonElement[] Objects() => [.. Lines().Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
}
