using System.Globalization;
using System.Text;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>The points in time and scrolls that are open. Safe for several threads.</summary>
internal sealed class SearchContexts(StandInOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, SearchContext> open = [];
    private long last;

    public int PointsInTime => Count(context => context.Scrolled is null);

    public int Scrolls => Count(context => context.Scrolled is not null);

    public (SearchContext Context, string Id) Open(Snapshot snapshot, TimeSpan keepAlive, SearchRequest? scrolled)
    {
        lock (gate)
        {
            var context = new SearchContext(++last, snapshot) { Scrolled = scrolled, Expires = options.Clock.GetUtcNow() + keepAlive };
            open[context.Number] = context;
            return (context, IdOf(context));
        }
    }

    /// <summary>Finds what an id stands for and keeps it alive from now on.</summary>
    public (SearchContext Context, string Id) Use(string id, TimeSpan? keepAlive, bool scroll)
    {
        long number = Number(id, scroll);
        lock (gate)
        {
            Expire();
            if (!open.TryGetValue(number, out SearchContext? context) || (context.Scrolled is not null) != scroll) throw ApiException.NoSuchContext(number.ToString(CultureInfo.InvariantCulture));
            if (keepAlive is { } span && options.Clock.GetUtcNow() + span is var until && until > context.Expires) context.Expires = until;
            if (!scroll && options.PointInTimeIdsChange) context.Generation++;
            return (context, IdOf(context));
        }
    }

    public bool Close(string id, bool scroll)
    {
        long number = Number(id, scroll);
        lock (gate)
        {
            Expire();
            return open.Remove(number);
        }
    }

    public void Clear()
    {
        lock (gate) open.Clear();
    }

    private int Count(Func<SearchContext, bool> counted)
    {
        lock (gate)
        {
            Expire();
            return open.Values.Count(counted);
        }
    }

    private void Expire()
    {
        DateTimeOffset now = options.Clock.GetUtcNow();
        foreach (SearchContext context in open.Values.Where(context => context.Expires <= now).ToList()) open.Remove(context.Number);
    }

    /// <summary>Opaque, and with the characters of base64, as the real ones.</summary>
    private static string IdOf(SearchContext context) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(context.Scrolled is null ? "pit" : "scroll")}>>:{context.Number}:{context.Generation}:??????????????????????????????????")));

    private static long Number(string id, bool scroll)
    {
        Span<byte> bytes = stackalloc byte[256];
        if (id.Length < 300 && Convert.TryFromBase64String(id, bytes, out int written) && Encoding.UTF8.GetString(bytes[..written]).Split(':') is [var kind, var number, ..] &&
            kind == (scroll ? "scroll>>" : "pit>>")) return long.Parse(number, CultureInfo.InvariantCulture);
        throw ApiException.IllegalArgument(scroll ? "Cannot parse scroll id" : $"invalid id: [{id}]");
    }
}
