using System.Text;
using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

/// <summary>Offers messages with seeded draws.</summary>
internal sealed class Draws(int seed)
{
    private readonly Random random = new(seed);

    public void Offer(Reservoir reservoir, string message, long streamTicks = 0)
    {
        byte[]? copy = null;
        reservoir.Offer(Encoding.UTF8.GetBytes(message), 0, streamTicks, Next(), ref copy);
    }

    public ulong Next() => (ulong)random.NextInt64(long.MinValue, long.MaxValue);
}
