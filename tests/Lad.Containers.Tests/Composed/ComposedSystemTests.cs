using Lad.Containers.Tests.Engine;
using Xunit.Abstractions;

namespace Lad.Containers.Tests.Composed;

[Collection(Alone.Name)]
public sealed class ComposedSystemTests(ITestOutputHelper output)
{
    [EngineFact]
    public async Task Each_line_of_an_incident_is_found_in_Elasticsearch_once()
    {
        await using ContainerPlant plant = await ContainerPlant.StartAsync();
        await using var run = new ComposedRun(plant, output);

        (await run.RunAsync()).AssertWhole();
    }

    /// <summary>The same steps and the same demands, where no container can be started.</summary>
    [Fact]
    public async Task The_steps_come_to_the_same_on_servers_that_stand_in()
    {
        await using StandInPlant plant = await StandInPlant.StartAsync();
        await using var run = new ComposedRun(plant, output);

        (await run.RunAsync()).AssertWhole();
    }
}
