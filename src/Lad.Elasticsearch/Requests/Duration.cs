using System.Globalization;

namespace Lad.Elasticsearch.Requests;

/// <summary>Times as Elasticsearch writes them.</summary>
internal static class Duration
{
    /// <summary>E.g. <c>60s</c> or <c>1500ms</c>; at least a millisecond.</summary>
    public static string Of(TimeSpan span)
    {
        long milliseconds = Math.Max(1, (long)span.TotalMilliseconds);
        bool isWhole = milliseconds % 1000 == 0;
        return (isWhole ? milliseconds / 1000 : milliseconds).ToString(CultureInfo.InvariantCulture) + (isWhole ? "s" : "ms");
    }
}
