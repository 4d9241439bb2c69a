using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Lad.FactStore.Telemetry;
using Lad.FactStore.Tests.Hosting;
using Lad.Pipeline.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Tests.Telemetry;

public sealed class RequestMetricsTests
{
    [Fact]
    public async Task Requests_are_measured_by_the_template_of_their_route_and_unknown_paths_make_no_new_value()
    {
        await using TestStore store = await TestStore.StartAsync();
        IMeterFactory factory = store.Host.Services.GetRequiredService<IMeterFactory>();
        using var readings = new MetricReadings(instrument => instrument.Meter.Name == FactStoreMetrics.RequestMeter && instrument.Meter.Scope == factory);
        string[] paths = ["/groups/0123456789abcdef?service=a", "/groups/fedcba9876543210?service=b", "/nowhere/1", "/nowhere/2?x=3", "/api/v1/unheard-of", "/../../etc/passwd"];
        foreach (string path in paths)
        {
            using HttpResponseMessage answer = await store.Client.GetAsync(path);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        }
        using var strange = new HttpRequestMessage(new HttpMethod("BREW"), "/nowhere/4");
        using HttpResponseMessage refused = await store.Client.SendAsync(strange);
        string[] counted = [.. readings.Read().Keys.Where(static key => key.StartsWith("http.server.request.duration#", StringComparison.Ordinal))];

        Assert.Equal(7, readings.Read().Where(static value => value.Key.StartsWith("http.server.request.duration#", StringComparison.Ordinal)).Sum(static value => value.Value));
        Assert.Contains(counted, static key => key.Contains("http.route=/groups/{", StringComparison.Ordinal));
        Assert.DoesNotContain(counted, static key => key.Contains("nowhere", StringComparison.Ordinal) || key.Contains("passwd", StringComparison.Ordinal) || key.Contains("0123", StringComparison.Ordinal) || key.Contains("BREW", StringComparison.Ordinal));
        Assert.InRange(counted.Length, 2, 4);
    }

    [Fact]
    public async Task A_request_is_a_span_that_says_its_route()
    {
        await using TestStore store = await TestStore.StartAsync();
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == FactStoreMetrics.RequestSpans,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using (HttpResponseMessage answer = await store.Client.GetAsync("/groups/0123456789abc1ef?service=spans")) _ = answer;
        for (int i = 0; !ended.Any(Is) && i < 500; i++) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);

        Activity span = Assert.Single(ended, Is);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal("GET /groups/{fingerprint}", span.DisplayName);
        Assert.Equal("/groups/{fingerprint}", span.GetTagItem("http.route"));
        Assert.DoesNotContain(span.TagObjects, static tag => tag.Value is string text && text.Contains("spans", StringComparison.Ordinal));

        static bool Is(Activity span) => span.GetTagItem("url.path") is "/groups/0123456789abc1ef";
    }
}
