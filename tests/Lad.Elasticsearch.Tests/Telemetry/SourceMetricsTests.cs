using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.Tests.Reading;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Tests.Telemetry;

namespace Lad.Elasticsearch.Tests.Telemetry;

public sealed class SourceMetricsTests : IDisposable
{
    private const string Lag = "lad.elasticsearch.source.lag";
    private readonly Instrumentation instrumentation = new(nameof(SourceMetricsTests) + Guid.NewGuid());
    private readonly ObservedValues values;

    public SourceMetricsTests() => values = new ObservedValues(instrumentation);

    [Fact]
    public async Task An_index_that_is_followed_is_behind_by_the_age_of_what_was_read_and_caught_up_at_its_end()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Put("old", -500);
        fixture.Put("older", -600);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { Follow = true }, instrumentation: instrumentation);
        Assert.Null(values.Of(Lag));

        await SourceFixture.TakeAsync(source, 1);
        Assert.Equal(600, values.Of(Lag));
        await SourceFixture.TakeAsync(source, 1);
        Assert.Equal(500, values.Of(Lag));

        await fixture.WatchAsync(source, TimeSpan.FromMinutes(5));
        Assert.InRange(values.Of(Lag)!.Value, 0, 10);
        fixture.Put("future", 1000);
        await fixture.WatchAsync(source, TimeSpan.FromSeconds(90));
        Assert.InRange(values.Of(Lag)!.Value, 0, 10);
        Assert.Equal(source.ElasticsearchCounters.Sweeps, values.Of("lad.elasticsearch.sweeps"));
        Assert.Equal(source.ElasticsearchCounters.Repeats, values.Of("lad.elasticsearch.repeated.documents"));
        Assert.True(values.Of("lad.elasticsearch.repeated.documents") > 0);

        await source.DisposeAsync();
        Assert.Null(values.Of(Lag));
    }

    [Fact]
    public async Task An_index_that_is_read_once_is_not_behind()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Put("old", -500);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs, instrumentation: instrumentation);

        await SourceFixture.ReadAllAsync(source);

        Assert.Null(values.Of(Lag));
        Assert.Equal(1, values.Of("lad.elasticsearch.sweeps"));
        Assert.Equal(0, values.Of("lad.elasticsearch.lost.snapshots"));
    }

    public void Dispose()
    {
        values.Dispose();
        instrumentation.Dispose();
    }
}
