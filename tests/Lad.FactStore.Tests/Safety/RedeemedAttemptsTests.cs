using Lad.FactStore.Safety;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Safety;

public sealed class RedeemedAttemptsTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void An_attempt_counts_once_for_as_long_as_it_is_valid()
    {
        var redeemed = new RedeemedAttempts(clock);
        var attempt = OpenIdAttempt.Begin("/", clock.GetUtcNow());

        Assert.True(redeemed.TryRedeem(attempt));
        clock.Advance(OpenIdAttempt.Lifetime);
        Assert.False(redeemed.TryRedeem(attempt));
        Assert.True(redeemed.TryRedeem(OpenIdAttempt.Begin("/", clock.GetUtcNow())));
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var redeemed = new RedeemedAttempts(clock, most: 2);
        OpenIdAttempt[] attempts = [.. Enumerable.Range(0, 3).Select(_ => OpenIdAttempt.Begin("/", clock.GetUtcNow()))];

        Assert.All(attempts, attempt => Assert.True(redeemed.TryRedeem(attempt)));
        Assert.False(redeemed.TryRedeem(attempts[2]));
        Assert.True(redeemed.TryRedeem(attempts[0]));
    }
}
