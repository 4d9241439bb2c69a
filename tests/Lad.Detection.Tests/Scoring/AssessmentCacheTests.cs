using Lad.Detection.Scoring;

namespace Lad.Detection.Tests.Scoring;

public sealed class AssessmentCacheTests
{
    [Fact]
    public void What_is_found_is_what_was_kept_however_many_keys_come()
    {
        var cache = new AssessmentCache();
        int found = 0;
        for (ulong key = 1; key <= 100_000; key++)
            cache.Set(key * 0x9E3779B97F4A7C15, new Assessment { Fingerprint = key });
        for (ulong key = 1; key <= 100_000; key++)
        {
            if (!cache.TryGet(key * 0x9E3779B97F4A7C15, out Assessment assessment))
                continue;
            Assert.Equal(key, assessment.Fingerprint);
            found++;
        }

        Assert.InRange(found, AssessmentCache.Capacity / 2, AssessmentCache.Capacity);
    }

    [Fact]
    public void The_key_of_a_free_slot_is_never_found()
    {
        var cache = new AssessmentCache();
        cache.Set(0, new Assessment { Fingerprint = 7 });
        Assert.False(cache.TryGet(0, out _));
    }
}
