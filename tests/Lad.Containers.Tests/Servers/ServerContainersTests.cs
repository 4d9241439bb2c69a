using System.Text.Json.Nodes;
using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using DotNet.Testcontainers.Networks;
using Lad.Cli.Tests.Deployment.Manifests;
using Lad.Containers.Tests.Composed;
using Lad.Containers.Tests.Engine;

namespace Lad.Containers.Tests.Servers;

/// <summary>What an engine is asked for when the servers are started.</summary>
public sealed class ServerContainersTests
{
    [Fact]
    public async Task The_broker_is_the_deployment_s_with_an_address_outside_and_one_within()
    {
        JsonObject asked = await AskedAsync((engine, network) => ServerContainers.Kafka(network).WithDockerEndpoint(engine).WithCleanUp(false).Build());
        Dictionary<string, string> variables = Variables(asked);

        Assert.Equal(ComposeFile.Image("kafka"), asked.Text("Image"));
        Assert.Equal("broker,controller", variables["KAFKA_PROCESS_ROLES"]);
        Assert.Equal("false", variables["KAFKA_AUTO_CREATE_TOPICS_ENABLE"]);
        Assert.EndsWith("://" + ServerContainers.BrokersWithin, variables["KAFKA_LISTENERS"], StringComparison.Ordinal);
        // A broker does not start when a listener has no protocol.
        Assert.Equal(variables["KAFKA_LISTENERS"].Split(',').Select(listener => listener.Split(':')[0]).Order(), variables["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"].Split(',').Select(pair => pair.Split(':')[0]).Order());
        Assert.DoesNotContain("HOST", variables["KAFKA_LISTENERS"], StringComparison.Ordinal);
        Assert.Contains(ServerContainers.BrokersWithin.Split(':')[0], Aliases(asked));
    }

    [Fact]
    public async Task The_index_is_the_deployment_s_found_under_the_name_that_the_connector_uses()
    {
        JsonObject asked = await AskedAsync((engine, network) => ServerContainers.Elasticsearch(network).WithDockerEndpoint(engine).WithCleanUp(false).Build());
        Dictionary<string, string> variables = Variables(asked);

        Assert.Equal(ComposeFile.Image("elasticsearch"), asked.Text("Image"));
        Assert.All(ComposeFile.Variables("elasticsearch"), variable => Assert.Equal(variable.Value, variables[variable.Key]));
        Assert.Contains("elasticsearch", Aliases(asked));
    }

    [Fact]
    public async Task Connect_is_the_deployment_s_at_the_broker_s_address_within()
    {
        JsonObject asked = await AskedAsync((engine, network) => ServerContainers.Connect(network).WithDockerEndpoint(engine).WithCleanUp(false).Build());
        Dictionary<string, string> variables = Variables(asked);

        Assert.Equal(ComposeFile.Image("connect"), asked.Text("Image"));
        Assert.Equal(ServerContainers.BrokersWithin, variables["CONNECT_BOOTSTRAP_SERVERS"]);
        Assert.All(ComposeFile.Variables("connect").Where(variable => variable.Key != "CONNECT_BOOTSTRAP_SERVERS"), variable => Assert.Equal(variable.Value, variables[variable.Key]));
        Assert.Contains("8083/tcp", asked.Map("ExposedPorts").Keys);
        Assert.Contains(variables["CONNECT_REST_ADVERTISED_HOST_NAME"], Aliases(asked));
    }

    [Fact]
    public async Task Connect_s_image_is_built_from_the_deployment_s_file_under_its_name()
    {
        await using StandInEngine engine = await StandInEngine.StartAsync();
        IFutureDockerImage image = ServerContainers.ConnectImage().WithDockerEndpoint(engine.Endpoint).Build();

        await Assert.ThrowsAnyAsync<DockerApiException>(() => image.CreateAsync());

        (_, string dockerfile) = ComposeFile.Build("connect");
        Assert.Equal(2, engine.Images.Count);
        Assert.Matches(@"^\S+/cp-kafka-connect:[0-9.]+$", engine.Images.First());
        Assert.Equal($"{dockerfile} as {ComposeFile.Image("connect")}", engine.Images.Last());
    }

    [Fact]
    public async Task The_program_in_a_container_has_its_command_its_variables_and_time_to_stop()
    {
        JsonObject asked = await AskedAsync((engine, network) => ContainerLad.Definition("lad:local", network, LadCommands.VariablesOf("scorer-1"), LadCommands.Scorer(ServerContainers.BrokersWithin)).WithDockerEndpoint(engine).WithCleanUp(false).Build());

        Assert.Equal("lad:local", asked.Text("Image"));
        Assert.Equal(LadCommands.Scorer(ServerContainers.BrokersWithin), ((JsonArray)asked["Cmd"]!).Select(word => word!.ToString()));
        Assert.Equal("scorer-1", Variables(asked)["Lad__Kafka__InstanceId"]);
        Assert.True(int.Parse(asked.Text("StopTimeout"), System.Globalization.CultureInfo.InvariantCulture) > 30);
    }

    private static async Task<JsonObject> AskedAsync(Func<Uri, INetwork, IContainer> container)
    {
        await using StandInEngine engine = await StandInEngine.StartAsync();
        INetwork network = new NetworkBuilder().WithDockerEndpoint(engine.Endpoint).WithCleanUp(false).Build();
        await network.CreateAsync();
        await using IContainer built = container(engine.Endpoint, network);

        DockerApiException refused = await Assert.ThrowsAnyAsync<DockerApiException>(() => built.StartAsync());

        Assert.Contains("this engine runs nothing", refused.Message, StringComparison.Ordinal);
        return Assert.Single(engine.Asked);
    }

    private static Dictionary<string, string> Variables(JsonObject asked) => ((JsonArray)asked["Env"]!).Select(variable => variable!.ToString().Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static IEnumerable<string> Aliases(JsonObject asked) =>
        ((JsonObject)asked.At("NetworkingConfig", "EndpointsConfig")!).SelectMany(endpoint => (JsonArray)endpoint.Value.At("Aliases")!).Select(alias => alias!.ToString());
}
