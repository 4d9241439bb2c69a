using System.Globalization;

namespace Lad.Elasticsearch.Tests.Reading;

/// <summary>Documents that arrive out of order while the fake clock goes on.</summary>
internal static class Arrivals
{
    /// <summary>500 a second, in three indices <c>app-*</c>, each up to 30 s later than its time.</summary>
    public static void Schedule(SourceFixture fixture, int count)
    {
        var random = new Random(2);
        DateTimeOffset start = fixture.Clock.GetUtcNow();
        var arriving = new PriorityQueue<(int Number, DateTimeOffset Time), DateTimeOffset>();
        for (int number = 0; number < count; number++)
        {
            DateTimeOffset time = start.AddMilliseconds(2 * number);
            arriving.Enqueue((number, time), time.AddMilliseconds(random.Next(random.Next(3) == 0 ? 30_000 : 2000)));
        }
        fixture.Clock.Moved = now =>
        {
            lock (arriving)
            {
                while (arriving.TryPeek(out (int Number, DateTimeOffset Time) document, out DateTimeOffset at) && at <= now)
                {
                    arriving.Dequeue();
                    string id = document.Number.ToString(CultureInfo.InvariantCulture);
                    fixture.Server.State.Put($"app-{document.Number % 3}", id, SourceFixture.Document(document.Time, id));
                }
            }
        };
        fixture.Server.State.CreateIndex("app-0");
    }
}
