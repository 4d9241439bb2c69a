using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Top.Drawing;

/// <summary>What is said of one instance besides its steps: who it is, its books, its lag, its models, its process, its trainings, its store.</summary>
internal static class DetailLines
{
    /// <summary>The lines; those of which nothing is known are left out.</summary>
    public static IEnumerable<ScreenLine> Draw(InstanceView one, int width)
    {
        yield return Who(one);
        if (one.Fault.Length > 0) yield return new ScreenLine().Add("  ").Add(one.AwaySince is { } since ? $"away since {since.LocalDateTime:HH:mm:ss}: {Printable.Of(one.Fault)}; it is asked on" : Printable.Of(one.Fault), Ink.Red);
        if (one.Throughput.Count > 0) yield return Throughput(one, width);
        if (one.Flow.Scored is not null) yield return Balance(one.Flow);
        if (one.Lag.Count > 0) yield return Lag(one);
        foreach (ScreenLine line in Models(one)) yield return line;
        if (one.Flow.AnomalyRate is not null || one.Flow.UnknownShare is not null)
            yield return Line("verdicts").Add("anomalies/s", Quantity.Of(one.Flow.AnomalyRate)).Add("suppressed/s", Quantity.Of(one.Flow.SuppressedRate)).Add("unknown templates", Quantity.Share(one.Flow.UnknownShare), one.Flow.UnknownShare > 0.2 ? Ink.Yellow : null);
        if (one.Training is { } training) foreach (ScreenLine line in Training(training)) yield return line;
        if (one.Store is { } store) foreach (ScreenLine line in Store(store)) yield return line;
        ProcessView process = one.Process;
        if (process.Resident is not null || process.Processors is not null)
        {
            yield return Line("process").Add("cpu", Quantity.Share(process.Processors)).Add("memory", Quantity.Bytes(process.Resident)).Add("heap", Quantity.Bytes(process.Heap))
                .Add("gc/s", Quantity.Of(process.Collections)).Add("paused", Quantity.Share(process.PauseShare)).Add("files", Quantity.Of(process.OpenFiles));
        }
    }

    private static ScreenLine Who(InstanceView one)
    {
        ScreenLine line = new ScreenLine().Add("  ").Add(Printable.Of(one.Name.Length > 0 ? one.Name : one.Address.Authority), Ink.Bold).Add(one.Version.Length > 0 ? " " + Printable.Of(one.Version) : "").Add(" " + Printable.Of(one.Address.GetLeftPart(UriPartial.Path).TrimEnd('/')), Ink.Dim);
        line.Add("  ").Add(InstanceTable.State(one), InstanceTable.Tone(one));
        return one.Reasons.Count == 0 ? line : line.Add(": " + string.Join("; ", one.Reasons.Select(reason => Printable.Of(reason))));
    }

    private static ScreenLine Throughput(InstanceView one, int width)
    {
        string now = $" {Quantity.Of(one.Flow.ReceivedRate)}/s" + (one.Flow.BytesRate is null ? "" : $", {Quantity.Bytes(one.Flow.BytesRate)}/s");
        string most = $"  most {Quantity.Of(one.Throughput.Max())}/s";
        return Line("records").Add(Chart.Sparkline(one.Throughput, Math.Clamp(width - 11 - now.Length - most.Length, 8, 120)), Ink.Cyan).Add(now, Ink.Bold).Add(most, Ink.Dim);
    }

    private static ScreenLine Balance(FlowView flow)
    {
        ScreenLine line = Line("balance").Add(Quantity.Full(flow.Received)).Add(" read = ", Ink.Dim).Add(Quantity.Full(flow.Scored)).Add(" scored + ", Ink.Dim)
            .Add(Quantity.Full(flow.DeadLettered), flow.DeadLettered > 0 ? Ink.Yellow : null).Add(" dead + ", Ink.Dim).Add(Quantity.Full(flow.Filtered)).Add(" filtered + ", Ink.Dim).Add(Quantity.Full(flow.InFlight)).Add(" in flight", Ink.Dim);
        return flow.Missing is { } missing && missing != 0 ? line.Add("  off by " + Quantity.Full(missing), Ink.Red) : line;
    }

    private static ScreenLine Lag(InstanceView one)
    {
        ScreenLine line = Line("lag").Add(Quantity.Full(one.TotalLag), Ink.Bold).Add(Quantity.Trend(one.TotalTrend), one.TotalTrend > 0 ? Ink.Yellow : Ink.Green).Add($" of {one.Lag.Count} partitions", Ink.Dim);
        foreach (LagView lag in one.Lag.Take(6)) line.Add("  ").Add($"{Printable.Of(lag.Topic)}/{Printable.Of(lag.Partition)} ", Ink.Dim).Add(Quantity.Of(lag.Records) + Quantity.Trend(lag.Trend).TrimEnd());
        return line;
    }

    private static IEnumerable<ScreenLine> Models(InstanceView one)
    {
        const int Most = 3;
        bool isFirst = true;
        foreach (ModelView model in one.Models.Take(Most))
        {
            ScreenLine line = Line(isFirst ? "model" : "").Add(Printable.Of(model.Name), Ink.Bold).Add("age", Quantity.Span(model.Age)).Add("threshold", Score(model.Threshold));
            if (isFirst) Changes(line, one);
            isFirst = false;
            yield return line.Add("version", Printable.Of(model.Version));
        }
        if (one.Models.Count > Most) yield return Line("").Add($"and {one.Models.Count - Most} more", Ink.Dim);
        else if (one.Models.Count == 0 && one.Swaps is not null) yield return Changes(Line("model").Add("none", Ink.Yellow), one);
    }

    private static ScreenLine Changes(ScreenLine line, InstanceView one) => line.Add("swaps", Quantity.Of(one.Swaps)).Add("refused", Quantity.Of(one.Refusals), one.Refusals > 0 ? Ink.Red : null);

    private static IEnumerable<ScreenLine> Training(TrainingView training)
    {
        ScreenLine line = Line("training").Add(training.Outcomes.All(one => one.Count == 0) ? "none yet" : string.Join(", ", training.Outcomes.Where(one => one.Count > 0).Select(one => $"{Quantity.Of(one.Count)} {Printable.Of(one.Outcome)}")));
        yield return line.Add("mean", Quantity.Time(training.Mean)).Add("reservoirs", Quantity.Bytes(training.ReservoirBytes)).Add("unusable", Quantity.Of(training.Unusable));
        foreach (TrainedModelView model in training.Models.Take(4))
        {
            ScreenLine trained = Line("").Add(Printable.Of(model.Name), Ink.Bold);
            if (model.Reservoir is not null) trained.Add("reservoir", Quantity.Of(model.Reservoir));
            if (model.Drift is not null) trained.Add("drift", Score(model.Drift));
            yield return trained.Add("learned from", Quantity.Of(model.Learned)).Add("published", model.Published is null ? Quantity.Unknown : Quantity.Span(model.Published) + " ago");
        }
    }

    private static IEnumerable<ScreenLine> Store(StoreView store)
    {
        ScreenLine line = Line("store").Add(string.Join(", ", store.Anomalies.Where(one => one.Count > 0).Select(one => $"{Quantity.Of(one.Count)} {Printable.Of(one.Outcome)}" + (one.Rate > 0 ? $" ({Quantity.Of(one.Rate)}/s)" : ""))));
        yield return line.Add("outbox", Quantity.Of(store.Outbox) + (store.Outbox > 0 ? $" for {Quantity.Time(store.OutboxAge)}" : ""), store.OutboxAge > 60 ? Ink.Yellow : null).Add("viewers", Quantity.Of(store.Viewers));
        ScreenLine requests = Line("requests").Add(Quantity.Of(store.RequestRate) + "/s").Add("failed/s", Quantity.Of(store.FailureRate), store.FailureRate > 0 ? Ink.Red : null).Add("mean", Quantity.Time(store.Mean)).Add("p99", Quantity.Time(store.P99));
        yield return store.Unwell.Count == 0 ? requests : requests.Add("not well", Printable.Of(string.Join(", ", store.Unwell)), Ink.Red);
    }

    private static string Score(double? score) => score is { } value && double.IsFinite(value) ? value.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture) : Quantity.Unknown;

    private static ScreenLine Line(string title) => new ScreenLine().Add("  " + title.PadRight(9), Ink.Dim);
}
