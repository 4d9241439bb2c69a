using System.Text.Json.Serialization;

namespace Lad.Elasticsearch.Reading.Cursors;

/// <summary>The part of a cursor that says what it is; written last, so that what it names is there.</summary>
/// <param name="Version">Of the format; a reader refuses one that it does not know.</param>
/// <param name="Source">The source, e.g. <c>es:logs-*</c>.</param>
/// <param name="TimeField">The field that documents are sorted by.</param>
/// <param name="Query">Fingerprint of what documents must match.</param>
/// <param name="Watermark">Event time in milliseconds since 1970 up to which full sweeps are acknowledged.</param>
/// <param name="IdsFrom">Event time from which on the ids of all acknowledged documents are there.</param>
/// <param name="First">The first event time that is read, as the first process found it.</param>
/// <param name="UntimedDone">Whether documents without a time were read.</param>
/// <param name="FirstSegment">Smallest number of a segment that belongs to it.</param>
/// <param name="KeptGeneration">Which parts hold ids of segments that are gone.</param>
/// <param name="Ids">Ids in all parts, at least.</param>
internal sealed record CursorHead(
    [property: JsonPropertyName("version"), JsonRequired] int Version,
    [property: JsonPropertyName("source"), JsonRequired] string Source,
    [property: JsonPropertyName("timeField"), JsonRequired] string TimeField,
    [property: JsonPropertyName("query"), JsonRequired] string Query,
    [property: JsonPropertyName("watermark")] long? Watermark,
    [property: JsonPropertyName("idsFrom")] long? IdsFrom,
    [property: JsonPropertyName("first")] long? First,
    [property: JsonPropertyName("untimedDone")] bool UntimedDone,
    [property: JsonPropertyName("firstSegment"), JsonRequired] int FirstSegment,
    [property: JsonPropertyName("keptGeneration"), JsonRequired] int KeptGeneration,
    [property: JsonPropertyName("ids"), JsonRequired] long Ids);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CursorHead))]
[JsonSerializable(typeof(CursorVersion))]
internal sealed partial class CursorJson : JsonSerializerContext;

/// <summary>What every version of a head has.</summary>
internal sealed record CursorVersion([property: JsonPropertyName("version"), JsonRequired] int Version);
