using Lad.KafkaLoad.Producing;

namespace Lad.EndToEnd.Tests.Kafka;

/// <summary>A model of the load's lines, trained by the program itself, shared by all scenarios.</summary>
public sealed class LoadModel : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("lad-kafka-e2e-").FullName;

    internal LoadLines Lines { get; } = LoadLines.MakeUp(5000);

    internal string ModelsFolder => Path.Combine(root, "models");

    internal string Location => "models:" + ModelsFolder;

    internal string Log => Path.Combine(root, "load.log");

    internal string PathTo(string name) => Path.Combine(root, name);

    public async Task InitializeAsync()
    {
        await using (FileStream log = File.Create(Log))
        {
            for (int i = 0; i < 5000; i++)
            {
                log.Write(SendTime.Stamp(Lines[i], 1_700_000_000_000_000 + i));
                log.WriteByte((byte)'\n');
            }
        }
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

/// <summary>Scenarios run one after the other: each loads the machine by itself.</summary>
[CollectionDefinition(Name)]
public sealed class ScenarioGroup : ICollectionFixture<LoadModel>
{
    public const string Name = "Kafka scenarios";
}

/// <summary>Scenarios that mostly wait, for brokers and sinks that are away: they run beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class WaitingGroup : ICollectionFixture<LoadModel>
{
    public const string Name = "Kafka scenarios that wait";
}
