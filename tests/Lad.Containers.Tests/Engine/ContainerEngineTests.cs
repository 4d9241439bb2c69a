using DotNet.Testcontainers.Configurations;

namespace Lad.Containers.Tests.Engine;

public sealed class ContainerEngineTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Without_an_endpoint_the_reason_says_what_to_do() =>
        Assert.Contains("DOCKER_HOST", await ContainerEngine.ObstacleAsync(null, Long), StringComparison.Ordinal);

    [Fact]
    public async Task A_socket_behind_which_nobody_is_is_named() =>
        Assert.Contains("/nowhere/engine.sock", await ContainerEngine.ObstacleAsync(At(new Uri("unix:///nowhere/engine.sock")), Long), StringComparison.Ordinal);

    [Fact]
    public async Task An_engine_that_answers_is_no_obstacle()
    {
        await using StandInEngine engine = await StandInEngine.StartAsync();

        Assert.Null(await ContainerEngine.ObstacleAsync(At(engine.Endpoint), Long));
    }

    [Fact]
    public async Task An_engine_of_other_containers_is_one()
    {
        await using StandInEngine engine = await StandInEngine.StartAsync("windows");

        Assert.Contains("Linux", await ContainerEngine.ObstacleAsync(At(engine.Endpoint), Long), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_keeps_silent_is_given_up()
    {
        await using StandInEngine engine = await StandInEngine.StartAsync(answers: false);

        Assert.Contains("did not answer", await ContainerEngine.ObstacleAsync(At(engine.Endpoint), TimeSpan.FromMilliseconds(200)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_in_containers_is_skipped_for_the_reason_that_there_is()
    {
        Assert.Equal(ContainerEngine.Obstacle, new EngineFactAttribute().Skip);
        Assert.Equal(ContainerEngine.Obstacle, new EngineTheoryAttribute().Skip);
    }

    private static DockerEndpointAuthenticationConfiguration At(Uri endpoint) => new(endpoint);
}
