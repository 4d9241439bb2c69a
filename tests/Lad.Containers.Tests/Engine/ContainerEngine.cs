using Docker.DotNet;
using DotNet.Testcontainers.Configurations;

namespace Lad.Containers.Tests.Engine;

/// <summary>The container engine that Testcontainers finds: <c>DOCKER_HOST</c>, <c>~/.testcontainers.properties</c>, Docker's usual sockets.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Lazy<string?> Found = new(() => Task.Run(() => ObstacleAsync(TestcontainersSettings.OS.DockerEndpointAuthConfig, Patience)).GetAwaiter().GetResult());

    /// <summary>Why no container can be started here, for a test's <c>Skip</c>; <see langword="null"/> when they can.</summary>
    public static string? Obstacle => Found.Value;

    /// <summary>Why no container can be started at an endpoint; <see langword="null"/> when they can.</summary>
    /// <param name="endpoint">The endpoint; <see langword="null"/>: none was found that answers.</param>
    /// <param name="patience">How long it may take to answer.</param>
    public static async Task<string?> ObstacleAsync(IDockerEndpointAuthenticationConfiguration? endpoint, TimeSpan patience)
    {
        if (endpoint is null) return "No container engine answers: start Docker, or name one by DOCKER_HOST.";
        using var limit = new CancellationTokenSource(patience);
        try
        {
            using DockerClient client = endpoint.GetDockerClientBuilder().Build();
            await client.System.PingAsync(limit.Token);
            return (await client.System.GetSystemInfoAsync(limit.Token)).OSType is "linux" or "" or null ? null : $"The container engine at {endpoint.Endpoint} does not run Linux containers.";
        }
        catch (OperationCanceledException)
        {
            return $"The container engine at {endpoint.Endpoint} did not answer within {patience.TotalSeconds:0} s.";
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or DockerApiException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return $"No container engine answers at {endpoint.Endpoint}: {failure.Message}";
        }
    }
}
