using System.Text.Json;
using System.Text.Json.Serialization;
using Lad.FactStore.Api.Anomalies;
using Lad.FactStore.Api.Feedback;
using Lad.FactStore.Api.Groups;
using Lad.FactStore.Api.Models;
using Lad.FactStore.Api.Predecessor;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Status;
using Lad.FactStore.Auditing;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Api.Answers;

/// <summary>All that the API reads and writes: camelCase, what is empty left out, members of requests that are not known refused, text in ASCII with escapes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    MaxDepth = 16,
    Converters = [typeof(UtcTimeConverter), typeof(StatementConverter), typeof(StateConverter)])]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(PageAnswer<GroupAnswer>))]
[JsonSerializable(typeof(FingerprintAnswer))]
[JsonSerializable(typeof(RateAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(PageAnswer<AnomalyAnswer>))]
[JsonSerializable(typeof(MissedAnswer))]
[JsonSerializable(typeof(PageAnswer<FeedbackStatement>))]
[JsonSerializable(typeof(StatementRequest))]
[JsonSerializable(typeof(RetractionRequest))]
[JsonSerializable(typeof(FeedbackEntry))]
[JsonSerializable(typeof(ImportAnswer))]
[JsonSerializable(typeof(ListAnswer<string>))]
[JsonSerializable(typeof(ListAnswer<ModelAnswer>))]
[JsonSerializable(typeof(AnomalyAnswer))]
[JsonSerializable(typeof(ListAnswer<ModelVersionAnswer>))]
[JsonSerializable(typeof(DifferenceAnswer))]
[JsonSerializable(typeof(MapAnswer))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(PageAnswer<AuditEntry>))]
[JsonSerializable(typeof(MetadataAnswer))]
[JsonSerializable(typeof(FalsePositiveAnswer))]
[JsonSerializable(typeof(OutcomeAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;
