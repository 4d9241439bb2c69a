using System.Collections;
using System.Globalization;

namespace Lad.Cli.Tests.Commands;

public sealed class TrainerCommandTests : IDisposable
{
    private static readonly string[] Shapes = ["order {0} accepted for customer {1}", "payment {0} settled after {1} ms", "mail {0} queued for delivery"];
    private readonly TemporaryDirectory directory = new();

    private string Models => "models:" + directory.PathTo("models");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Once_learns_a_model_for_all_and_one_for_each_service_with_enough_records()
    {
        string log = directory.Write("app.log", Shop(900, "checkout", "billing") + Line("rare", 1) + Line("no model!", 2) + Line("default", 3));

        CommandLineResult result = await OnceAsync(log);

        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        Assert.Equal(["billing", "checkout", "default"], await NamesAsync());
        Assert.Contains("default: published", result.Error, StringComparison.Ordinal);
        Assert.Contains("of 903 records", result.Error, StringComparison.Ordinal);
        Assert.Contains("anomaly rate", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_service_can_be_switched_off()
    {
        await OnceAsync(directory.Write("app.log", Shop(900, "checkout", "billing")), "--by-service", "false");

        Assert.Equal(["default"], await NamesAsync());
    }

    [Fact]
    public async Task An_unchanged_stream_is_published_again_and_a_poisoned_one_is_refused_with_the_reason()
    {
        string log = directory.Write("app.log", Shop(900, "checkout", "billing"));
        await OnceAsync(log);
        CommandLineResult again = await OnceAsync(log);
        Assert.True(again.ExitCode == ExitCode.Done, again.Error);
        string inForce = await CurrentAsync();

        CommandLineResult poisoned = await OnceAsync(directory.Write("poison.log", Shop(600, "checkout") + string.Concat(Enumerable.Range(0, 300).Select(Noise))));

        Assert.Equal(ExitCode.Failed, poisoned.ExitCode);
        Assert.Contains("default: not published", poisoned.Error, StringComparison.Ordinal);
        Assert.Matches(@"unknown templates \d+\.\d+ %, at most 20\.00 % allowed", poisoned.Error);
        Assert.Equal(inForce, await CurrentAsync());
    }

    [Fact]
    public async Task A_stream_that_cannot_be_modelled_is_refused_unless_forced()
    {
        await OnceAsync(directory.Write("app.log", Shop(900, "checkout")));
        string inForce = await CurrentAsync();
        string noise = directory.Write("noise.log", string.Concat(Enumerable.Range(0, 900).Select(Noise)));

        CommandLineResult refused = await OnceAsync(noise);
        Assert.Equal((ExitCode.Failed, inForce), (refused.ExitCode, await CurrentAsync()));
        Assert.Contains("cannot be modelled", refused.Error, StringComparison.Ordinal);

        CommandLineResult forced = await OnceAsync(noise, "--force");
        Assert.True(forced.ExitCode == ExitCode.Done, forced.Error);
        Assert.Contains("forced: ", forced.Error, StringComparison.Ordinal);
        Assert.NotEqual(inForce, await CurrentAsync());
    }

    [Fact]
    public async Task Too_few_records_are_named_with_both_numbers()
    {
        CommandLineResult result = await OnceAsync(directory.Write("app.log", Shop(50, "checkout")));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Matches(@"default: not published, there is no model yet .*\d+ records to learn from, 100 needed", result.Error);
    }

    [Fact]
    public async Task The_window_ends_where_the_log_ends_however_old_it_is()
    {
        string log = directory.Write("app.log", Shop(900, "checkout"));

        CommandLineResult result = await OnceAsync(log, "--window", "5m");

        Assert.Contains("of 300 records", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_continued_does_not_count_a_record_twice()
    {
        string log = directory.Write("app.log", Shop(900, "checkout"));
        await OnceAsync(log, "--update");

        CommandLineResult again = await OnceAsync(log, "--update");

        Assert.True(again.ExitCode == ExitCode.Done, again.Error);
        Assert.Contains("default: nothing new to learn from", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_without_a_message_is_named()
    {
        CommandLineResult result = await OnceAsync(directory.Write("empty.log", "\n\n"));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("holds no message to learn from", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_that_ends_is_learned_from_whole()
    {
        CommandLineResult result = await CommandLine.RunAsync(new Hashtable(), Shop(900, "checkout"), "trainer", "--from", "-", "--model", Models, "--min-records", "100", "--map", "4x4");

        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        Assert.Equal(["checkout", "default"], await NamesAsync());
    }

    [Fact]
    public async Task A_file_holds_the_model_for_all_alone()
    {
        string file = directory.PathTo("model.lad");
        CommandLineResult result = await CommandLine.RunAsync("trainer", "--once", "--from", directory.Write("app.log", Shop(900, "checkout", "billing")), "--model", "file:" + file, "--min-records", "100", "--map", "4x4");

        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        Assert.True(File.Exists(file));
    }

    private Task<CommandLineResult> OnceAsync(string log, params string[] more) =>
        CommandLine.RunAsync(["trainer", "--once", "--from", log, "--model", Models, "--min-records", "100", "--map", "4x4", .. more]);

    private async Task<string[]> NamesAsync() =>
        [.. (await CommandLine.RunAsync("model", "list", "--model", Models)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[1..].Trim().Split(' ')[0]).Distinct().Order(StringComparer.Ordinal)];

    private async Task<string> CurrentAsync() =>
        (await CommandLine.RunAsync("model", "list", "--model", Models)).Output.Split('\n').Single(line => line.StartsWith("* default ", StringComparison.Ordinal));

    private static string Shop(int records, params string[] services) => string.Concat(Enumerable.Range(0, records).Select(i => Line(services[i % services.Length], i)));

    // A line a second.
    private static string Line(string service, int i)
    {
        string message = string.Format(CultureInfo.InvariantCulture, Shapes[i / 2 % Shapes.Length], i, i % 97);
        return string.Create(CultureInfo.InvariantCulture, $"{{\"@timestamp\":\"2025-11-21T00:{i / 60:D2}:{i % 60:D2}Z\",\"message\":\"{message}\",\"service\":{{\"name\":\"{service}\"}}}}\n");
    }

    private static string Noise(int line)
    {
        var random = new Random(line);
        return string.Join(' ', Enumerable.Range(0, 8).Select(_ => string.Concat(Enumerable.Range(0, 7).Select(_ => (char)('g' + random.Next(20)))))) + "\n";
    }
}
