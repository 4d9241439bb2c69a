using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Lad.Cli.Anomalies;
using Lad.Cli.Health;
using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top;

/// <summary>Asks one instance for its metrics, its health and its latest anomalies. What it answers is bounded and may be anything.</summary>
internal sealed class InstanceClient : IDisposable
{
    /// <summary>Where metrics are.</summary>
    public const string MetricsPath = "/metrics";

    private const int MostBytes = 16 << 20;
    private readonly HttpClient client;
    private readonly TimeProvider clock;

    /// <param name="address">Where the instance answers probes.</param>
    /// <param name="clock">The clock of looks.</param>
    /// <param name="transport">What carries requests there.</param>
    public InstanceClient(Uri address, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        Address = address;
        this.clock = clock;
        // Straight to the instance: through a proxy nobody is taken for a program of its machine.
        client = new HttpClient(transport ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = MostBytes };
    }

    /// <summary>Where the instance answers.</summary>
    public Uri Address { get; }

    /// <summary>Looks once. Only being told to stop is an exception.</summary>
    public async Task<Look> LookAsync(CancellationToken stop)
    {
        long asked = clock.GetTimestamp();
        var look = new Look(asked, clock.GetUtcNow());
        try
        {
            Task<Answer> metrics = AskAsync(MetricsPath, stop), health = AskAsync(HealthRoutes.Ready, stop), anomalies = AskAsync(AnomalyRoutes.Latest, stop);
            await Task.WhenAll(metrics, health, anomalies).ConfigureAwait(false);
            return WithHealth(WithAnomalies(WithMetrics(look, await metrics.ConfigureAwait(false)), await anomalies.ConfigureAwait(false)), await health.ConfigureAwait(false));
        }
        catch (HttpRequestException failure)
        {
            return look with { Fault = failure.InnerException?.Message ?? failure.Message };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return look with { Fault = string.Create(CultureInfo.InvariantCulture, $"no answer within {client.Timeout.TotalSeconds:0} s") };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<Answer> AskAsync(string path, CancellationToken stop)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri(Address, Address.AbsolutePath.TrimEnd('/') + path), stop).ConfigureAwait(false);
        return new Answer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false));
    }

    private static Look WithMetrics(Look look, Answer answer)
    {
        if (answer.Status == HttpStatusCode.NotFound) return look with { MetricsFault = "it has no /metrics (Telemetry:Metrics)" };
        if (answer.Status != HttpStatusCode.OK) return look with { MetricsFault = $"/metrics answers {(int)answer.Status}" };
        try
        {
            return look with { Metrics = ExpositionReader.Read(Encoding.UTF8.GetString(answer.Body)) };
        }
        catch (ExpositionException refusal)
        {
            return look with { MetricsFault = "/metrics cannot be read: " + refusal.Message };
        }
    }

    private static Look WithAnomalies(Look look, Answer answer)
    {
        try
        {
            if (answer.Status == HttpStatusCode.OK) return look with { Anomalies = AnomalyJson.Read(answer.Body).Anomalies };
            if (answer.Status == HttpStatusCode.NotFound) return look with { AnomaliesFault = "it has no /anomalies" };
            using var document = JsonDocument.Parse(answer.Body);
            return look with { AnomaliesFault = document.RootElement.GetProperty("error").GetString() ?? "" };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return look with { AnomaliesFault = $"/anomalies answers {(int)answer.Status}, and not with what it should" };
        }
    }

    private static Look WithHealth(Look look, Answer answer)
    {
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable)) return look;
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            JsonElement root = document.RootElement;
            return look with
            {
                IsReady = answer.Status == HttpStatusCode.OK,
                Status = root.GetProperty("status").GetString() ?? "",
                Reasons = [.. root.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString() ?? "").Take(16)],
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return look;
        }
    }

    private readonly record struct Answer(HttpStatusCode Status, byte[] Body);
}
