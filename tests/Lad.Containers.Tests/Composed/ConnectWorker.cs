using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Containers.Tests.Composed;

/// <summary>A worker of Kafka Connect, over its REST interface.</summary>
/// <param name="address">Where it answers.</param>
internal sealed class ConnectWorker(Uri address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => client.Dispose();

    /// <summary>Puts a connector in place, under its topic's name, and waits until it and its tasks run.</summary>
    /// <exception cref="InvalidOperationException">The worker refuses it, or a task of it failed.</exception>
    /// <exception cref="TimeoutException">It did not come to run in time.</exception>
    public async Task ConnectAsync(string topic, TimeSpan patience)
    {
        string configuration = ConnectorConfiguration.Of(topic);
        // A worker that has just started, or shares out its work, answers 404, 409 or 5xx for a while.
        await Until.HoldsAsync(() => PutAsync(topic, configuration), () => $"Connect took the connector {topic}", patience);
        string last = "nothing";
        await Until.HoldsAsync(async () =>
        {
            (bool runs, last) = await StatusAsync(topic);
            return runs;
        }, () => $"the connector {topic} ran; it said {last}", patience);
    }

    private async Task<bool> PutAsync(string topic, string configuration)
    {
        using var body = new StringContent(configuration, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PutAsync(new Uri($"connectors/{topic}/config", UriKind.Relative), body);
        if (answer.StatusCode == HttpStatusCode.BadRequest) throw new InvalidOperationException($"Connect refuses the connector {topic}: {await answer.Content.ReadAsStringAsync()}");
        return answer.IsSuccessStatusCode;
    }

    private async Task<(bool Runs, string Said)> StatusAsync(string topic)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"connectors/{topic}/status", UriKind.Relative));
        string said = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) return (false, $"{(int)answer.StatusCode} {said}");
        JsonNode status = JsonNode.Parse(said)!;
        string[] states = [status.Text("connector", "state"), .. status.Items("tasks").Select(task => task.Text("state"))];
        if (states.Contains("FAILED")) throw new InvalidOperationException($"The connector {topic} failed: {said}");
        return (states.Length > 1 && states.All(state => state == "RUNNING"), said);
    }
}
