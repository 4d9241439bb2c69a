namespace Lad.EndToEnd.Tests;

/// <summary>What lad run does with the model when it starts, and what it learns from.</summary>
public sealed class RunStartTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lad-start-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task It_learns_from_one_source_and_watches_another()
    {
        string history = Write("history.log", Enumerable.Range(0, 300).Select(i => $"job {i} started on host-{i % 5}"));
        using LadProcess lad = LadProcess.Start(Variables(("Training__From", history)), "run", "--model", "models:" + root);
        await lad.Input.WriteAsync("job 7 started on host-1\nkernel panic: no root device\n");

        Ended ended = await lad.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Contains("from 300 records", ended.Error, StringComparison.Ordinal);
        Assert.Equal([false, true], ended.Output.TrimEnd().Split('\n').Select(line => line.Contains("\"anomaly\":true", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("update", "from 600 records")]
    [InlineData("learn", "from 300 records")]
    public async Task It_learns_at_each_start_when_told_to(string atStart, string learned)
    {
        string history = Write("history.log", Enumerable.Range(0, 300).Select(i => $"job {i} started on host-{i % 5}"));
        string model = "file:" + Path.Combine(root, "map.lad");
        await Run(history, model, atStart);

        Ended second = await Run(history, model, atStart);

        Assert.Contains(learned, second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_learns_once_unless_told_otherwise()
    {
        string history = Write("history.log", Enumerable.Range(0, 300).Select(i => $"job {i} started on host-{i % 5}"));
        string model = "file:" + Path.Combine(root, "map.lad");
        await Run(history, model, "load");

        Assert.DoesNotContain("lad: learned", (await Run(history, model, "load")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_without_anything_to_learn_from_leaves_the_model_there_is_in_force()
    {
        string model = "file:" + Path.Combine(root, "map.lad");
        await Run(Write("history.log", Enumerable.Range(0, 300).Select(i => $"job {i} started on host-{i % 5}")), model, "update");

        Ended second = await Run(Write("empty.log", []), model, "update");

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("stays in force", second.Error, StringComparison.Ordinal);
        Assert.Contains("\"anomaly\":true", second.Output, StringComparison.Ordinal);
    }

    private static async Task<Ended> Run(string history, string model, string atStart)
    {
        using LadProcess lad = LadProcess.Start(Variables(("Training__From", history), ("Run__AtStart", atStart)), "run", "--model", model);
        await lad.Input.WriteAsync("kernel panic: no root device\n");
        return await lad.EndAsync();
    }

    private static Dictionary<string, string> Variables(params (string Name, string Value)[] settings) => settings.ToDictionary(setting => "Lad__" + setting.Name, setting => setting.Value);

    private string Write(string name, IEnumerable<string> lines)
    {
        File.WriteAllLines(Path.Combine(root, name), lines);
        return "file:" + Path.Combine(root, name);
    }
}
