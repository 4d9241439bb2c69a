using System.Diagnostics.Metrics;
using Lad.FactStore.Hosting;
using Lad.FactStore.Status;
using Lad.Pipeline.Telemetry;

namespace Lad.FactStore.Telemetry;

/// <summary>What comes in and what becomes of it, what waits to be published, who looks on and who enters. Requests are measured by ASP.NET's own meter (<see cref="RequestMeter"/>).</summary>
public sealed class FactStoreMetrics
{
    /// <summary>The meter of requests; its labels are templates of routes, never paths.</summary>
    public const string RequestMeter = "Microsoft.AspNetCore.Hosting";

    /// <summary>The source of requests' spans.</summary>
    public const string RequestSpans = "Microsoft.AspNetCore";

    private readonly PipelineStatus status;

    /// <summary>Measures from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="parts">The store's parts.</param>
    public FactStoreMetrics(Instrumentation instrumentation, FactStoreParts parts)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        ArgumentNullException.ThrowIfNull(parts);
        status = parts.Status;
        Meter meter = instrumentation.Meter;
        meter.CreateObservableCounter("lad.factstore.received.records", () => status.Snapshot().Received, "{record}", "Records that came in.");
        meter.CreateObservableCounter("lad.factstore.anomalies", Anomalies, "{record}", "What became of the records that came in.");
        meter.CreateObservableGauge("lad.factstore.outbox.statements", () => Outbox(static outbox => outbox.Entries), "{statement}", "Statements that are still to be published.");
        meter.CreateObservableGauge("lad.factstore.outbox.age", () => Outbox(static outbox => outbox.Age.TotalSeconds), "s", "How long the oldest of them has been waiting.");
        meter.CreateObservableGauge("lad.factstore.live.viewers", () => parts.Tail.Watchers, "{viewer}", "People and programs that watch the live tail.");
        meter.CreateObservableGauge("lad.factstore.part.healthy", Parts, null, "1 while a part is well.");
        if (parts.Models is { } models) meter.CreateObservableCounter("lad.factstore.rollbacks", () => models.Rollbacks, "{rollback}", "Models that people rolled back.");
        meter.CreateObservableCounter("lad.factstore.sign_ins", SignIns, "{sign_in}", "Sessions that were opened, and refusals.");
    }

    private IEnumerable<Measurement<long>> Anomalies()
    {
        PipelineSnapshot now = status.Snapshot();
        return [Of(now.Stored, "stored"), Of(now.Duplicates, "duplicate"), Of(now.PassedOver, "passed-over"), Of(now.Refused, "refused"), Of(now.LeftOut, "left-out")];
    }

    private IEnumerable<Measurement<long>> SignIns()
    {
        PipelineSnapshot now = status.Snapshot();
        return [Of(now.SignIns, "accepted"), Of(now.RefusedSignIns, "refused")];
    }

    private IEnumerable<Measurement<int>> Parts() => status.Snapshot().Parts.Select(static part => new Measurement<int>(part.IsWell ? 1 : 0, new KeyValuePair<string, object?>("part", part.Name)));

    private IEnumerable<Measurement<T>> Outbox<T>(Func<OutboxStatus, T> value)
        where T : struct => status.Snapshot().Outbox is { } outbox ? [new Measurement<T>(value(outbox))] : [];

    private static Measurement<long> Of(long value, string outcome) => new(value, new KeyValuePair<string, object?>("outcome", outcome));
}
