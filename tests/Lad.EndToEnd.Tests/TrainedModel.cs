namespace Lad.EndToEnd.Tests;

/// <summary>A model that the tests of a class share, trained by the program itself.</summary>
public sealed class TrainedModel : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("lad-e2e-").FullName;

    public string Location => "models:" + PathTo("models");

    public string Log => PathTo("app.log");

    public string PathTo(string name) => Path.Combine(root, name);

    public async Task InitializeAsync()
    {
        await File.WriteAllLinesAsync(Log, Enumerable.Range(0, 300).SelectMany(i => new[] { $"job {i} started on host-{i % 5}", $"job {i} finished after {i * 7} ms" }));
        using LadProcess lad = LadProcess.Start("train", "--from", Log, "--model", Location, "--map", "6x6");
        Ended ended = await lad.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.Error);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }
}
