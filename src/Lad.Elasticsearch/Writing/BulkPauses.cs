using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Writing;

/// <summary>
/// The pauses after answers that turned documents away: twice as long each time while most of them are, the first length again once most get through. Each is up to a quarter
/// longer or shorter by chance, so that lanes and processes do not come back together.
/// </summary>
/// <param name="patience">The first and the longest pause.</param>
/// <param name="random">The chance.</param>
internal sealed class BulkPauses(Patience patience, Random random)
{
    private const double Spread = 0.25;
    private TimeSpan current;

    /// <summary>The pause before the next request.</summary>
    /// <param name="settled">Documents of the last one that are settled.</param>
    /// <param name="turnedAway">Documents of it that have to be sent again.</param>
    /// <param name="asked">What the server asks for.</param>
    public TimeSpan Next(int settled, int turnedAway, TimeSpan? asked)
    {
        if (turnedAway == 0)
        {
            current = TimeSpan.Zero;
            return TimeSpan.Zero;
        }
        TimeSpan doubled = current * 2 < patience.Longest ? current * 2 : patience.Longest;
        current = settled > turnedAway || current == TimeSpan.Zero ? patience.First : doubled;
        TimeSpan pause = current * (1 - Spread + (2 * Spread * random.NextDouble()));
        return asked > pause ? asked.Value : pause;
    }
}
