using Lad.Detection.Encoding;
using Lad.Detection.Numerics;

namespace Lad.Detection.Tests.Encoding;

public sealed class NegativeSamplerTests
{
    [Fact]
    public void Words_are_drawn_in_proportion_to_frequency_to_the_power_of_three_quarters()
    {
        double[] frequencies = [1, 16, 81, 0, 10_000];
        double[] wanted = [1, 8, 27, 0, 1000];
        var sampler = new NegativeSampler(frequencies);
        var random = new SplitMix64(1);
        var drawn = new int[frequencies.Length];
        for (int i = 0; i < 1_036_000; i++)
            drawn[sampler.Draw((uint)random.Next())]++;

        for (int row = 0; row < wanted.Length; row++)
            Assert.InRange(drawn[row], wanted[row] * 1000 * 0.9, wanted[row] * 1000 * 1.1);
    }

    [Fact]
    public void Frequencies_that_are_all_0_give_every_word_the_same_chance()
    {
        var sampler = new NegativeSampler([0, 0]);

        Assert.Equal([0, 1], new[] { sampler.Draw(0), sampler.Draw(uint.MaxValue) });
    }
}
