using System.Diagnostics;
using Lad.Cli.Telemetry.Otlp;
using OpenTelemetry.Trace;

namespace Lad.Cli.Tests.Telemetry.Otlp;

public sealed class SpanSamplerTests
{
    private static readonly ActivityTraceId Trace = ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c");
    private static readonly ActivitySpanId Caller = ActivitySpanId.CreateFromString("0123456789abcdef");

    [Theory]
    [InlineData(ActivityKind.Internal)]
    [InlineData(ActivityKind.Consumer)]
    [InlineData(ActivityKind.Producer)]
    public void What_the_product_begins_it_has_chosen(ActivityKind kind) => Assert.True(IsKept(new SpanSampler(0), kind));

    [Fact]
    public void Requests_are_kept_by_their_share()
    {
        Assert.False(IsKept(new SpanSampler(0), ActivityKind.Server));
        Assert.True(IsKept(new SpanSampler(1), ActivityKind.Server));
    }

    [Theory]
    [InlineData(ActivityKind.Server)]
    [InlineData(ActivityKind.Internal)]
    public void What_is_part_of_a_trace_follows_it(ActivityKind kind)
    {
        Assert.True(IsKept(new SpanSampler(0), kind, new ActivityContext(Trace, Caller, ActivityTraceFlags.Recorded, isRemote: kind == ActivityKind.Server)));
        Assert.False(IsKept(new SpanSampler(1), kind, new ActivityContext(Trace, Caller, ActivityTraceFlags.None, isRemote: kind == ActivityKind.Server)));
    }

    private static bool IsKept(SpanSampler sampler, ActivityKind kind, ActivityContext parent = default) =>
        sampler.ShouldSample(new SamplingParameters(parent, Trace, "span", kind)).Decision == SamplingDecision.RecordAndSample;
}
