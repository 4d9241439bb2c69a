namespace Lad.EndToEnd.Tests;

public sealed class RunTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lad-run-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Without_a_model_a_pipe_is_learned_from_first_and_then_scored_whole()
    {
        using LadProcess lad = LadProcess.Start("run", "--model", "models:" + root, "--warm-up", "200", "--batch-size", "64");
        for (int i = 0; i < 300; i++) await lad.Input.WriteAsync($"job {i} started on host-{i % 5}\n");
        await lad.Input.WriteAsync("kernel panic: no root device\n");

        Ended ended = await lad.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Equal(301, ended.Output.TrimEnd().Split('\n').Length);
        Assert.Contains("learning from the first 200 records", ended.Error, StringComparison.Ordinal);
        Assert.Contains("301 records", ended.Error, StringComparison.Ordinal);
        Assert.Contains("\"anomaly\":true", ended.Output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }
}
