using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Requests;

namespace Lad.FactStore.Api.Groups;

/// <summary>Reads which groups are asked for.</summary>
internal static class GroupQueries
{
    /// <summary>A month.</summary>
    public static readonly TimeSpan LongestSparkline = TimeSpan.FromDays(31);

    public static GroupQuery Read(ParameterReader parameters, bool searches)
    {
        var query = new GroupQuery
        {
            Service = parameters.Text("service"),
            Level = Levels.Read(parameters),
            Status = parameters.Choice("status", GroupStatus.Open, ("open", GroupStatus.Open), ("silenced", GroupStatus.Silenced), ("confirmed", GroupStatus.Confirmed), ("all", GroupStatus.All)),
            Since = parameters.Time("since"),
            Order = parameters.Choice("order", GroupOrder.LastSeen, ("last-seen", GroupOrder.LastSeen), ("first-seen", GroupOrder.FirstSeen), ("count", GroupOrder.Count), ("score", GroupOrder.Score)),
            Text = searches && parameters.Text("text", ApiLimits.MaxText) is { Length: > 0 } text ? text : null,
            After = parameters.Text("after", 1_024),
            Limit = parameters.Number("limit", 50, 1, 500),
            Sparkline = parameters.Span("sparkline", LongestSparkline) ?? TimeSpan.Zero,
            SparklineIntervals = parameters.Number("intervals", 24, 1, 120),
        };
        parameters.End();
        return query;
    }
}
