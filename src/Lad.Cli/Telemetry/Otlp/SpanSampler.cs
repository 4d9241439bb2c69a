using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Lad.Cli.Telemetry.Otlp;

/// <summary>Which spans are kept.</summary>
/// <remarks>
/// A request to the fact store is kept by <c>Telemetry:TraceRatio</c>, unless its caller has decided (<c>traceparent</c>). What else begins a trace has decided by beginning it: the graph begins one for its share of batches and for
/// those with an anomaly that alerts, a training for itself. A span within another one follows that.
/// </remarks>
/// <param name="ratio">Share of requests.</param>
internal sealed class SpanSampler(double ratio) : Sampler
{
    private readonly ParentBasedSampler requests = new(new TraceIdRatioBasedSampler(ratio));
    private readonly ParentBasedSampler decided = new(new AlwaysOnSampler());

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        (samplingParameters.Kind == ActivityKind.Server ? requests : decided).ShouldSample(samplingParameters);
}
