using Lad.Containers.Tests.Servers;
using Xunit.Abstractions;

namespace Lad.Containers.Tests.Composed;

/// <summary>
/// The whole system once: topics and data streams are made, the log generator writes normal lines, a trainer publishes a model, two scorers share the topic, Connect copies verdicts to the index, and lines of
/// incidents among further normal ones are looked for there.
/// </summary>
/// <param name="plant">What the program runs between.</param>
/// <param name="output">Where all that the parts wrote goes when it fails.</param>
internal sealed class ComposedRun(IPlant plant, ITestOutputHelper output) : IAsyncDisposable
{
    private readonly List<IRunningLad> started = [];

    /// <summary>Runs it to its end.</summary>
    public async Task<ComposedOutcome> RunAsync()
    {
        try
        {
            return await StepsAsync();
        }
        catch
        {
            await TellAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IRunningLad lad in started) await lad.DisposeAsync();
    }

    private async Task<ComposedOutcome> StepsAsync()
    {
        if (!await plant.MakeTopicsAsync()) await DoAsync("topics", LadCommands.Topics(plant.BrokersOfLad));
        await DoAsync("es setup", LadCommands.Setup(plant.NodesOfLad));
        using var sent = new SentLines(plant.Brokers);
        await sent.SendAsync(await LogGenerator.RunAsync(rate: 400, seconds: 5, incidents: false));

        await DoAsync("trainer", LadCommands.Trainer(plant.BrokersOfLad, plant.FindsOffsetsByTime));
        IRunningLad[] scorers = [await StartAsync("scorer-1"), await StartAsync("scorer-2")];
        foreach (IRunningLad scorer in scorers) await UntilAsync(async () => (await scorer.SaidAsync()).Contains("reading lad.logs/", StringComparison.Ordinal), $"{scorer.Name} had partitions");
        using (var connect = new ConnectWorker(plant.Connect))
            foreach (string topic in ComposeFile.ConnectedTopics()) await connect.ConnectAsync(topic, plant.Patience);
        await sent.SendAsync(await LogGenerator.RunAsync(rate: 50, seconds: 10, incidents: true));

        using var index = new VerdictIndex(plant.Nodes);
        string[] incidents = [.. sent.Lines.Where(line => line.Value.IsIncident).Select(line => line.Key)];
        IReadOnlyList<Verdict> scored = [], anomalies = [];
        await UntilAsync(async () => sent.Lines.Keys.Except((scored = await index.ReadAsync(LadCommands.Scored)).Select(verdict => verdict.EventId)).FirstOrDefault() is null,
            () => $"all {sent.Lines.Count} verdicts were in {LadCommands.Scored}; {scored.Count} were");
        await UntilAsync(async () => incidents.Except((anomalies = await index.ReadAsync(LadCommands.Anomalies)).Select(verdict => verdict.EventId)).FirstOrDefault() is null,
            () => $"the {incidents.Length} lines of incidents were in {LadCommands.Anomalies}; it had {anomalies.Count} documents, and not {string.Join("; ", incidents.Except(anomalies.Select(verdict => verdict.EventId)).Select(id => sent.Lines[id].Message))}");

        List<RunCounters> counters = [];
        foreach (IRunningLad scorer in scorers) counters.Add(await StopAsync(scorer));
        // What a redelivery would have written twice is there by now as well.
        return new ComposedOutcome(sent.Lines, await index.ReadAsync(LadCommands.Scored), await index.ReadAsync(LadCommands.Anomalies), counters);
    }

    private async Task<IRunningLad> StartAsync(string scorer)
    {
        IRunningLad lad = await plant.Lad.StartAsync(scorer, LadCommands.VariablesOf(scorer), LadCommands.Scorer(plant.BrokersOfLad));
        started.Add(lad);
        return lad;
    }

    private async Task DoAsync(string name, string[] command)
    {
        IRunningLad lad = await plant.Lad.StartAsync(name, LadCommands.Variables, command);
        started.Add(lad);
        long code = await lad.ExitAsync();
        if (code != 0) throw new InvalidOperationException($"lad {string.Join(' ', command)} ended with {code}: {await lad.SaidAsync()}");
    }

    private static async Task<RunCounters> StopAsync(IRunningLad scorer)
    {
        long code = await scorer.StopAsync();
        string said = await scorer.SaidAsync();
        return code == 0 ? RunCounters.Of(said) : throw new InvalidOperationException($"{scorer.Name} was told to stop and ended with {code}: {said}");
    }

    private Task UntilAsync(Func<Task<bool>> holds, string what) => UntilAsync(holds, () => what);

    private async Task UntilAsync(Func<Task<bool>> holds, Func<string> what) => await Until.HoldsAsync(async () =>
    {
        if (started.Find(lad => lad.Name.StartsWith("scorer", StringComparison.Ordinal) && lad.HasEnded) is { } ended) throw new InvalidOperationException($"{ended.Name} ended by itself: {await ended.SaidAsync()}");
        return await holds();
    }, what, plant.Patience);

    private async Task TellAsync()
    {
        foreach (IRunningLad lad in started) output.WriteLine($"-- {lad.Name}{(lad.HasEnded ? " (has ended)" : "")}:\n{await lad.SaidAsync()}");
        foreach ((string name, string log) in await plant.LogsAsync()) output.WriteLine($"-- {name}:\n{log}");
    }
}
