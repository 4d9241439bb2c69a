namespace Lad.EndToEnd.Tests;

public sealed class HealthTests(TrainedModel model) : IClassFixture<TrainedModel>
{
    [Fact]
    public async Task A_watch_that_nobody_probes_loads_no_server_and_measures_nothing_and_one_that_is_probed_answers()
    {
        using LadProcess quiet = LadProcess.Start("score", "--follow", "--from", model.Log, "--model", model.Location, "--to", "file:" + model.PathTo("quiet.jsonl"));
        using LadProcess probed = LadProcess.Start("score", "--follow", "--from", model.Log, "--model", model.Location, "--to", "file:" + model.PathTo("probed.jsonl"), "--health", "127.0.0.1:0");
        using var probe = new Probe(probed);

        await probe.UntilAsync("ready", 200, "ready", "reading file:" + model.Log);
        await probe.UntilAsync("live", 200, "live");
        await probe.UntilAsync("startup", 200, "started");
        Assert.True(probed.HasLoaded("Microsoft.AspNetCore.Server.Kestrel.Core"));
        await Probe.UntilAsync(() => File.Exists(model.PathTo("quiet.jsonl")) && new FileInfo(model.PathTo("quiet.jsonl")).Length > 0, () => quiet.ErrorSoFar);
        Assert.False(quiet.HasLoaded("Microsoft.AspNetCore"));
        Assert.False(quiet.HasLoaded("OpenTelemetry"));

        foreach (LadProcess lad in new[] { quiet, probed })
        {
            await lad.SignalAsync("TERM");
            Ended ended = await lad.ExitAsync();
            Assert.True(ended.ExitCode == 0, ended.Error);
        }
    }

    [Fact]
    public async Task A_run_warms_up_until_it_has_learned_from_its_pipe()
    {
        using LadProcess lad = LadProcess.Start("run", "--model", "models:" + model.PathTo("warming"), "--warm-up", "200", "--health", "127.0.0.1:0");
        using var probe = new Probe(lad);
        await probe.UntilAsync("ready", 503, "warming", "learning from the first 200 records of stdin");
        await probe.UntilAsync("startup", 200, "started");

        for (int i = 0; i < 300; i++) await lad.Input.WriteAsync($"job {i} started on host-{i % 5}\n");
        await probe.UntilAsync("ready", 200, "ready", "scoring with default");

        Assert.Equal(0, (await lad.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_one_line()
    {
        using LadProcess first = LadProcess.Start("run", "--model", "models:" + model.PathTo("first"), "--health", "127.0.0.1:0");
        using var probe = new Probe(first);
        Uri at = await probe.AddressAsync();

        using LadProcess second = LadProcess.Start("run", "--model", "models:" + model.PathTo("second"), "--health", at.Authority);
        Ended ended = await second.ExitAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("another process has that port", Assert.Single(ended.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
