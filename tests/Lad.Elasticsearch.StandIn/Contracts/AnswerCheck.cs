using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>Holds the stand-in's own answers against the contract, which describes the newest version.</summary>
internal static class AnswerCheck
{
    public static IEnumerable<Problem> Check(ApiRequest request, Answer answer, ContractDocument contract, StandInOptions options)
    {
        if (answer.Body.Length == 0) return [];
        using JsonDocument document = JsonDocument.Parse(answer.Body);
        Schema? expected = contract.Find(request)?.Answer;
        if (answer.Status != 200)
        {
            // Closing what is gone is answered by 404 in the shape of success.
            bool asSuccess = expected is not null && document.RootElement.ValueKind == JsonValueKind.Object && !document.RootElement.TryGetProperty("error", out _);
            if (!asSuccess) expected = contract.Error;
        }

        return expected is null ? [] : [.. SchemaCheck.Check(document.RootElement, expected).Where(problem => !IsOlder(problem.At, options))];
    }

    /// <summary>What older versions and OpenSearch really have otherwise.</summary>
    private static bool IsOlder(string at, StandInOptions options) =>
        options.OpenSearch ? at is "/version/distribution" or "/version/build_flavor" :
        (options.Version.Major < 8 && at.EndsWith("/_type", StringComparison.Ordinal)) ||
        (options.Version < new Version(8, 16) && at == "/_shards") ||
        (options.Version < new Version(9, 0) && at.StartsWith("/data_streams/", StringComparison.Ordinal) && at.Split('/')[^1] is "settings" or "rollover_on_write" or "prefer_ilm" or "next_generation_managed_by");
}
