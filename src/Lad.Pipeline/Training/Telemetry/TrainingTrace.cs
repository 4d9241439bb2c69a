using System.Diagnostics;
using Lad.Detection.Training;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Training.Telemetry;

/// <summary>A training as a span, and its phases as spans in it: mining, words, map, calibration, gate, publication. Nothing when nobody looks. Thread-safe.</summary>
public sealed class TrainingTrace : IProgress<TrainingProgress>, IDisposable
{
    /// <summary>The name of the span.</summary>
    public const string Name = "train";

    private readonly Lock gate = new();
    private readonly ActivitySource? spans;
    private readonly Activity? whole;
    private Activity? step;
    private bool ended;

    /// <summary>Begins.</summary>
    /// <param name="instrumentation">The process's; <see langword="null"/> when nobody looks.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="cause">Why it is learned.</param>
    public TrainingTrace(Instrumentation? instrumentation, string model, TrainingCause cause)
    {
        spans = instrumentation?.Spans;
        whole = spans?.StartActivity(Name);
        whole?.SetTag("lad.model.name", model).SetTag("lad.training.cause", TrainingWords.Of(cause));
    }

    /// <summary>Another phase begins with the first that is told of it; the one before is over.</summary>
    public void Report(TrainingProgress value) => Step(value.Phase == "done" ? null : value.Phase);

    /// <summary>Another phase begins.</summary>
    /// <param name="name">Its name; <see langword="null"/>: the one before is over, and there is no other yet.</param>
    public void Step(string? name)
    {
        if (whole is null) return;
        lock (gate)
        {
            if (ended || step?.OperationName == name) return;
            step?.Dispose();
            step = name is null ? null : spans!.StartActivity(name, ActivityKind.Internal, whole.Context);
        }
    }

    /// <summary>The training is over; what is said after that changes nothing.</summary>
    public void End(TrainingEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (whole is null || ended) return;
        whole.SetTag("lad.training.outcome", TrainingWords.Of(told.Result));
        if (told.Outcome is { } outcome)
        {
            whole.SetTag("lad.training.learned_records", outcome.Learned).SetTag("lad.training.held_back_records", outcome.HeldBack);
            if (outcome.Model is { } model) whole.SetTag("lad.model.version", model.Metadata.Version);
            if (outcome.Decision.Summary is { Length: > 0 } summary) whole.SetTag("lad.training.gate", summary);
        }
        if (told.Result == TrainingResult.Failed) whole.SetStatus(ActivityStatusCode.Error, told.Failure);
        Close();
    }

    /// <summary>A training that did not come to its end was given up.</summary>
    public void Dispose()
    {
        if (whole is null || ended) return;
        whole.SetStatus(ActivityStatusCode.Error, "given up");
        Close();
    }

    private void Close()
    {
        lock (gate)
        {
            ended = true;
            if (whole!.Status == ActivityStatusCode.Error) step?.SetStatus(ActivityStatusCode.Error);
            step?.Dispose();
            whole.Dispose();
        }
    }
}
