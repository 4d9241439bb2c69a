using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.StandIn.Failing;
using Lad.Elasticsearch.StandIn.Http;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Writing;

/// <summary>Writes documents: <c>POST /_bulk</c>.</summary>
internal sealed class BulkEndpoint(ClusterState state, Faults faults, Counters counters, StandInOptions options)
{
    private readonly string parsing = Parsing(options);
    private readonly DocumentCheck check = new(Parsing(options));
    private long made;

    public Answer Bulk(ApiRequest request)
    {
        List<BulkOperation> operations = BulkOperation.ParseAll(request.Body);
        string? target = request.Segments.Count > 1 ? request.Segments[0] : null;
        string refresh = request.Parameter("refresh") ?? "false";
        var outcomes = new List<BulkOutcome>(operations.Count);
        foreach (BulkOperation operation in operations)
        {
            string into = operation.Index ?? target ?? throw new ApiException(400, "action_request_validation_exception", "Validation Failed: 1: index is missing;");
            BulkOutcome outcome = Apply(operation, into, refresh is not "false");
            counters.Count(outcome);
            outcomes.Add(outcome);
        }

        return Answer.Json(200, json => Write(json, operations, outcomes));
    }

    private static string Parsing(StandInOptions options) => options.Version >= new Version(8, 8) && !options.OpenSearch ? "document_parsing_exception" : "mapper_parsing_exception";

    private BulkOutcome Apply(BulkOperation operation, string target, bool refreshed)
    {
        if (faults.RefusalOf(target) is { } fault) return new(fault.Status, target, operation.Id) { Refusal = fault };
        StoredIndex index;
        DataStream? stream;
        try
        {
            lock (state.Gate) (index, stream) = state.WriteTarget(target);
        }
        catch (ApiException exception)
        {
            return new(exception.Status, target, operation.Id) { Refusal = new(exception.Status, exception.Type, exception.Message) };
        }

        string id = operation.Id ?? string.Create(CultureInfo.InvariantCulture, $"made-{Interlocked.Increment(ref made):D12}");
        if (stream is not null && operation.Action != "create")
            return new(400, target, id) { Refusal = new(400, "illegal_argument_exception", "only write ops with an op_type of create are allowed in data streams") };
        long? timestamp = null;
        // Parsing is what takes long, and needs no lock.
        RefusedDocument? refusal = faults.MappingErrorOf(operation.Source, parsing) ?? check.Refusal(index.Mapping, operation.Source, stream is not null, out timestamp);
        lock (state.Gate) return refusal is null ? Written(index, id, operation, timestamp, refreshed) : Refused(index, stream, id, operation, refusal);
    }

    private BulkOutcome Written(StoredIndex index, string id, BulkOperation operation, long? timestamp, bool refreshed)
    {
        if (operation.Action == "create" && index.Find(id) is { } there)
            return new(409, index.Name, id) { Refusal = new(409, "version_conflict_engine_exception", $"[{id}]: version conflict, document already exists (current version [{there.Version}])") };
        StoredDocument written = index.Put(id, operation.Source.ToArray(), state.VisibleFrom(refreshed));
        if (timestamp is not null) written.Know("@timestamp", timestamp);
        return new(written.Version == 1 ? 201 : 200, index.Name, id) { Written = written, Sequence = index.NextSequence };
    }

    private BulkOutcome Refused(StoredIndex index, DataStream? stream, string id, BulkOperation operation, RefusedDocument refusal)
    {
        if (stream is null || !options.HasFailureStore) return new(refusal.Status, index.Name, id) { Refusal = refusal };
        if (!stream.FailureStore) return new(refusal.Status, index.Name, id) { Refusal = refusal, FailureStore = "not_enabled" };
        if (stream.Failed.Find(id) is not null) id += "+";
        StoredDocument kept = stream.Failed.Put(id, operation.Source.ToArray(), state.Now);
        return new(201, kept.Index, id) { Written = kept, Sequence = stream.Failed.NextSequence, FailureStore = "used" };
    }

    private void Write(Utf8JsonWriter json, List<BulkOperation> operations, List<BulkOutcome> outcomes)
    {
        json.WriteStartObject();
        json.WriteBoolean("errors", outcomes.Exists(static outcome => outcome.Refusal is not null));
        json.WriteNumber("took", 1);
        json.WriteStartArray("items");
        bool typed = options.Version.Major < 8 && !options.OpenSearch;
        for (int at = 0; at < operations.Count; at++)
        {
            json.WriteStartObject();
            json.WriteStartObject(operations[at].Action);
            BulkItemAnswer.Write(json, outcomes[at], typed);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
