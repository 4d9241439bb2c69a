using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Networks;

namespace Lad.Containers.Tests.Composed;

/// <summary>The program as a container of an image of <c>deploy/Dockerfile</c>.</summary>
internal sealed class ContainerLad(string name, IContainer container, Task<long> exit) : IRunningLad
{
    /// <summary>Names the image; without it the program runs as processes of this machine.</summary>
    public const string Variable = "LAD_IMAGE";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => name;

    public bool HasEnded => exit.IsCompleted;

    /// <summary>The image that is named; <see langword="null"/>: none is.</summary>
    public static string? Image => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } image ? image : null;

    public async Task<string> SaidAsync()
    {
        (string output, string error) = await container.GetLogsAsync(timestampsEnabled: false);
        return error + output;
    }

    public Task<long> ExitAsync() => exit.WaitAsync(Patience);

    public async Task<long> StopAsync()
    {
        await container.StopAsync();
        return await ExitAsync();
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();

    /// <summary>What a container of the program is.</summary>
    public static ContainerBuilder Definition(string image, INetwork network, IReadOnlyDictionary<string, string> variables, params string[] arguments) => new ContainerBuilder(image)
        .WithNetwork(network)
        .WithEnvironment(variables)
        .WithCommand(arguments)
        .WithTmpfsMount("/tmp")
        // Above Kafka:DrainDeadline, as where it is deployed.
        .WithCreateParameterModifier(parameters => parameters.StopTimeout = TimeSpan.FromSeconds(40));

    /// <summary>Starts it.</summary>
    internal sealed class Starter(string image, INetwork network) : ILadStarter
    {
        public async Task<IRunningLad> StartAsync(string name, IReadOnlyDictionary<string, string> variables, params string[] arguments)
        {
            IContainer container = Definition(image, network, variables, arguments).Build();
            using var limit = new CancellationTokenSource(Patience);
            try
            {
                await container.StartAsync(limit.Token);
            }
            catch
            {
                await container.DisposeAsync();
                throw;
            }
            // What Testcontainers says of a container's state is of the last time that it did something with it.
            return new ContainerLad(name, container, container.GetExitCodeAsync(CancellationToken.None));
        }
    }
}
