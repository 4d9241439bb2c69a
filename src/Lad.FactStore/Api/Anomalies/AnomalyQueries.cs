using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Requests;

namespace Lad.FactStore.Api.Anomalies;

/// <summary>Reads which anomalies are asked for.</summary>
internal static class AnomalyQueries
{
    public static AnomalyQuery Read(ParameterReader parameters, bool searches)
    {
        var query = new AnomalyQuery
        {
            Fingerprint = parameters.Fingerprint("fingerprint"),
            Service = parameters.Text("service"),
            Level = Levels.Read(parameters),
            Since = parameters.Time("since"),
            Until = parameters.Time("until"),
            MinScore = parameters.Share("minScore"),
            IncludeSuppressed = parameters.Flag("suppressed", usual: true),
            Text = searches && parameters.Text("text", ApiLimits.MaxText) is { Length: > 0 } text ? text : null,
            After = parameters.Text("after", 1_024),
            Limit = parameters.Number("limit", 50, 1, 500),
        };
        parameters.End();
        return query;
    }
}
