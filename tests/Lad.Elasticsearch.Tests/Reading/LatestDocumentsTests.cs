using Lad.Elasticsearch.Reading;

namespace Lad.Elasticsearch.Tests.Reading;

public sealed class LatestDocumentsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(99)]
    public async Task The_last_documents_are_read_in_the_order_of_time(int most)
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 100; i++) fixture.Put($"{i:00}", (i - 100) * 3600);

        Assert.Equal(Enumerable.Range(100 - most, most).Select(i => $"{i:00}"), await ReadAsync(fixture, SourceFixture.Logs with { MaxDocuments = most }));
    }

    [Fact]
    public async Task The_last_documents_are_those_of_the_span_the_service_and_the_query()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 60; i++) fixture.Put($"{i:00}", i - 100, service: i % 2 == 0 ? "shop" : "bank");
        DateTimeOffset now = fixture.Clock.GetUtcNow();
        ElasticsearchSourceOptions options = SourceFixture.Logs with { Since = now.AddSeconds(-90), Until = now.AddSeconds(-60), Service = "shop", MaxDocuments = 3 };

        Assert.Equal(["34", "36", "38"], await ReadAsync(fixture, options));
        Assert.Equal(15, (await ReadAsync(fixture, options with { MaxDocuments = 1000 })).Count);
    }

    [Fact]
    public async Task As_many_as_there_are_is_all_and_of_more_within_a_millisecond_some()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 20; i++) fixture.Put($"{i}", -5);

        Assert.Null(await LatestDocuments.SinceAsync(fixture.Client, SourceFixture.Logs with { MaxDocuments = 20 }, fixture.Clock, CancellationToken.None));
        Assert.Equal(7, (await ReadAsync(fixture, SourceFixture.Logs with { MaxDocuments = 7 })).Count);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(SourceFixture fixture, ElasticsearchSourceOptions options)
    {
        DateTimeOffset? since = await LatestDocuments.SinceAsync(fixture.Client, options, fixture.Clock, CancellationToken.None);
        await using ElasticsearchSource source = fixture.Open(options with { Since = since });
        return [.. (await SourceFixture.ReadAllAsync(source)).Select(document => document.Id)];
    }
}
