using Lad.Detection;
using Lad.Kafka.Models;
using Lad.Pipeline.Models;
using static Lad.Kafka.Tests.Models.Publications;

namespace Lad.Kafka.Tests.Models;

public class ModelReviewTests
{
    private static readonly DetectionModel First = Large("v1"), Second = Large("v2"), Third = Large("v3");

    [Fact]
    public async Task A_version_with_a_missing_chunk_is_refused_once_and_the_one_in_force_stays()
    {
        MemoryTopic topic = new MemoryTopic().Append(Alone(First));
        ModelIndex index = topic.Read();
        ModelReview review = topic.Review(index);
        Assert.Equal(["v1"], await LookAsync(review));
        long end = topic.ReadOn(index, long.MaxValue);

        topic.Append(Chunks(Second).Skip(1)).Append([Manifest("shop", "v2", Entry(Second), Entry(First))]);
        end = topic.ReadOn(index, end);
        string refusal = Assert.Single(await LookAsync(review));
        Assert.Contains("kafka:t[0]@", refusal, StringComparison.Ordinal);
        Assert.Contains("version 'v2' of model 'shop' was refused: chunk 0 of its", refusal, StringComparison.Ordinal);
        Assert.Empty(await LookAsync(review));
        Assert.True(topic.Counters.Refused > 0);

        topic.Append(Chunks(Second).Take(1));
        topic.ReadOn(index, end);
        Assert.Equal(["shop"], index.TakeChanged());
        Assert.Equal(["v2"], await LookAsync(review));
    }

    [Fact]
    public async Task A_reader_that_starts_takes_the_version_before_one_that_is_refused()
    {
        MemoryTopic topic = new MemoryTopic().Append(Chunks(First)).Append(Chunks(Second)).Append(Chunks(Third)).Append([Manifest("shop", "v2", Entry(Third), Entry(Second), Entry(First))]);
        topic.Append("shop/v2/1", new byte[ChunkBytes]);
        IReadOnlyList<string> changes = await LookAsync(topic.Review(topic.Read()));
        Assert.Contains("its SHA-256 is not", changes[0], StringComparison.Ordinal);
        Assert.Equal("v1", changes[1]);
    }

    [Fact]
    public async Task What_hashes_right_and_is_no_snapshot_of_that_name_is_refused()
    {
        DetectionModel other = Large("v1", "other");
        MemoryTopic topic = new MemoryTopic().Append(Chunks(other).Select(chunk => chunk with { Key = chunk.Key.Replace("other", "shop", StringComparison.Ordinal) })).Append([Manifest("shop", "v1", Entry(other))]);
        Assert.Contains("its snapshot is version 'v1' of model 'other'", Assert.Single(await LookAsync(topic.Review(topic.Read()))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chunks_that_a_compaction_takes_while_they_are_read_are_no_refusal()
    {
        MemoryTopic topic = new MemoryTopic().Append(Alone(First));
        ModelIndex index = topic.Read();
        ModelReview review = topic.Review(index);
        topic.Append(Chunks(First)).Compact();
        Assert.Empty(await LookAsync(review));
        Assert.Equal(["shop"], review.Unread);

        topic.ReadOn(index, 0);
        Assert.Equal(["v1"], await LookAsync(review));
        Assert.Empty(review.Unread);
    }

    [Fact]
    public async Task Chunks_that_stay_away_are_told_once_and_looked_for_again()
    {
        MemoryTopic topic = new MemoryTopic().Append(Alone(First));
        ModelReview review = topic.Review(topic.Read());
        topic.Append(Chunks(First)).Compact();
        Assert.Empty(await LookAsync(review));
        Assert.Contains("cannot be read for now", Assert.Single(await LookAsync(review)), StringComparison.Ordinal);
        Assert.Empty(await LookAsync(review));
        Assert.Equal(["shop"], review.Unread);
    }

    [Fact]
    public async Task A_model_whose_manifest_is_removed_is_gone()
    {
        MemoryTopic topic = new MemoryTopic().Append(Alone(First));
        ModelIndex index = topic.Read();
        ModelReview review = topic.Review(index);
        await LookAsync(review);
        topic.Append("shop", null);
        topic.ReadOn(index, 0);
        Assert.Equal(ModelChangeKind.Removed, Assert.Single(await review.LookAsync("shop", default)).Kind);
        Assert.Empty(await LookAsync(review));
    }

    private static async Task<IReadOnlyList<string>> LookAsync(ModelReview review) =>
        [.. (await review.LookAsync("shop", default)).Select(change => change.Model?.Metadata.Version ?? change.Fault?.Message ?? $"{change.Kind}")];
}
