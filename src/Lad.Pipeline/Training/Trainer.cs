using System.Collections.Concurrent;
using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Training.Telemetry;

namespace Lad.Pipeline.Training;

/// <summary>
/// Learns models from reservoirs, on a schedule and on drift, and publishes those that pass the gate. One model at a time, on a thread of the pool; what arrives meanwhile is
/// sampled as ever. Any number of trainers may publish under the same names: a reader sees the model that was published last, whole.
/// </summary>
public sealed class Trainer
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly TrainerOptions options;
    private readonly GatedTraining training;
    private readonly ServiceReservoirs reservoirs;
    private readonly DriftWatch drift;
    private readonly Func<string, IModelStore> stores;
    private readonly TimeProvider time;
    private readonly Action<TrainingEvent> tell;
    private readonly Func<TrainingFeedback> feedback;
    private readonly Instrumentation? instrumentation;
    private readonly ConcurrentDictionary<string, ModelCourse> courses = new(StringComparer.Ordinal);

    /// <summary>Makes a trainer.</summary>
    /// <param name="options">What it does.</param>
    /// <param name="learning">How a model is learned.</param>
    /// <param name="reservoirs">What it learns from.</param>
    /// <param name="drift">Is told of each model in force, and finds out what it no longer knows.</param>
    /// <param name="stores">Where a model of a name is published.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Is told of each training.</param>
    /// <param name="feedback">Says what people said of anomalies so far; nobody said anything when <see langword="null"/>. Asked once for each training; what is new there trains nothing by itself.</param>
    /// <param name="instrumentation">What each training is a span of; <see langword="null"/> when nobody looks.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all faults.</exception>
    public Trainer(TrainerOptions options, TrainingOptions learning, ServiceReservoirs reservoirs, DriftWatch drift, Func<string, IModelStore> stores, TimeProvider time, Action<TrainingEvent> tell, Func<TrainingFeedback>? feedback = null, Instrumentation? instrumentation = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } faults) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        (this.options, this.reservoirs, this.drift, this.stores, this.time, this.tell) = (options, reservoirs, drift, stores, time, tell);
        this.feedback = feedback ?? (static () => TrainingFeedback.None);
        this.instrumentation = instrumentation;
        training = new GatedTraining(learning, options.Rules, options.HoldBack);
    }

    /// <summary>What became of versions that others published, as far as they are watched.</summary>
    public ModelCounters Counters { get; } = new();

    /// <summary>Where the models in force come from, as far as is known; safe to ask from any thread.</summary>
    public IEnumerable<ModelMetadata> Models => courses.Values.Select(static course => course.Current?.Metadata).OfType<ModelMetadata>();

    /// <summary>Reads which models are in force, so that drift is watched from the first record on. One that cannot be read now is read again when it is to be learned.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        ModelCourse course = Course(options.Whole);
        await ReadCurrentAsync(course, cancellation).ConfigureAwait(false);
    }

    /// <summary>Watches for versions that others put in force, a rollback say, until cancelled.</summary>
    /// <param name="library">Where models are published.</param>
    /// <param name="cancellation">Ends the watch with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ModelStoreException">The place cannot be read at all.</exception>
    public async Task WatchAsync(IModelLibrary library, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(library);
        // What is refused is told when it is to be learned anew: until then the version before is as good a judge.
        await foreach (ModelChange change in library.WatchAllAsync(cancellation).ConfigureAwait(false))
        {
            if (change.Model is { } model) drift.Replace(model);
            if (change.Kind == ModelChangeKind.Refused) Counters.Refused();
        }
    }

    /// <summary>Learns every model that there are records for, once.</summary>
    /// <returns>Whether each was published, or had nothing new to learn from.</returns>
    public async Task<bool> LearnAllAsync(CancellationToken cancellation)
    {
        bool done = true;
        // The whole comes first, with whatever there is: the gate says what is missing.
        foreach (string name in Names().Prepend(options.Whole).Distinct()) done &= await LearnAsync(Course(name), TrainingCause.Request, cancellation).ConfigureAwait(false);
        return done;
    }

    /// <summary>Learns what is due until cancelled, which ends it at once with an <see cref="OperationCanceledException"/>; a training under way is given up.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            await LearnDueAsync(cancellation).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>Learns what is due now.</summary>
    public async Task LearnDueAsync(CancellationToken cancellation)
    {
        foreach (string name in Names())
        {
            bool isNew = !courses.ContainsKey(name);
            ModelCourse course = Course(name);
            if (isNew) await ReadCurrentAsync(course, cancellation).ConfigureAwait(false);
            if (course.Schedule.Due(time.GetUtcNow(), course.Current?.Metadata.CreatedAt, drift.HasDrifted(name)) is { } cause)
                await LearnAsync(course, cause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The whole, and the services that have enough records for a model of their own.</summary>
    private List<string> Names()
    {
        IReadOnlyList<string> services = reservoirs.Services;
        foreach (string gone in courses.Keys.Where(name => name != options.Whole && !services.Contains(name)).ToArray())
        {
            courses.TryRemove(gone, out _);
            drift.Drop(gone);
        }
        return [.. services.Append(options.Whole).Where(HasEnough).OrderBy(name => name != options.Whole).ThenBy(static name => name, StringComparer.Ordinal)];
    }

    private bool HasEnough(string name) => reservoirs.Amount(name).Kept * (1 - options.HoldBack) >= options.Rules.MinRecords || options.Force && name == options.Whole && reservoirs.Amount(name).Kept > 0;

    private ModelCourse Course(string name)
    {
        if (!courses.TryGetValue(name, out ModelCourse? course)) courses[name] = course = new ModelCourse(name, stores(name), options.Schedule);
        return course;
    }

    private async Task<string?> ReadCurrentAsync(ModelCourse course, CancellationToken cancellation)
    {
        try
        {
            DetectionModel? model = await course.Store.ReadAsync(cancellation).ConfigureAwait(false);
            if (model is not null && model.Metadata.Version != course.Current?.Metadata.Version) drift.Use(model);
            course.Current = model;
            return null;
        }
        catch (ModelStoreException refused)
        {
            return refused.Message;
        }
    }

    private async Task<bool> LearnAsync(ModelCourse course, TrainingCause cause, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        using var trace = new TrainingTrace(instrumentation, course.Name, cause);
        var told = new TrainingEvent(course.Name, cause) { DriftShare = drift.Share(course.Name) };
        if (cause == TrainingCause.Drift) drift.Answer(course.Name);
        string? failure = await ReadCurrentAsync(course, cancellation).ConfigureAwait(false);
        told = told with { Before = course.Current?.Metadata.Version };
        if (failure is null || options.Force) told = await LearnAsync(course, told, trace, cancellation).ConfigureAwait(false);
        else told = told with { Failure = failure };
        course.Schedule.Attempted(time.GetUtcNow(), failed: told.Failure is not null);
        told = told with { Elapsed = time.GetElapsedTime(began) };
        trace.End(told);
        tell(told);
        return told.Published is not null || told.NothingNew;
    }

    private async Task<TrainingEvent> LearnAsync(ModelCourse course, TrainingEvent told, TrainingTrace trace, CancellationToken cancellation)
    {
        ReservoirSample sample = reservoirs.Take(course.Name);
        IReadOnlyList<SampledMessage> messages = options.Continues && course.Current is { } before ? Since(sample.Messages, before) : sample.Messages;
        TrainingFeedback judged = feedback();
        if (course.Current is not null && (messages.Count == 0 || sample.Through == course.LearnedThrough && judged.SaysTheSame(course.LearnedFeedback))) return told with { NothingNew = true };
        var identity = new ModelIdentity(course.Name, GatedTraining.After(course.Current, time.GetUtcNow()), options.Source);
        // Given up, not waited for: a training ends between its steps, and a process that is to end does not wait for that.
        TrainingOutcome outcome = await Task.Run(() => training.Learn(messages, identity, course.Current, options.Continues, judged, trace, cancellation), cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        told = told with { Outcome = outcome, Arrivals = sample.Arrivals };
        if (outcome.Model is not { } model || !outcome.Decision.Passes && !options.Force) return told;
        trace.Step("publishing");
        try
        {
            await course.Store.PublishAsync(model, cancellation).ConfigureAwait(false);
        }
        catch (ModelStoreException refused)
        {
            return told with { Failure = refused.Message };
        }
        course.Current = model;
        course.LearnedThrough = sample.Through;
        course.LearnedFeedback = judged;
        drift.Use(model);
        if (options.Continues) reservoirs.Forget(course.Name, sample.Through);
        return told with { Published = course.Store.Name };
    }

    // What the model was learned from was read again after a restart.
    private static List<SampledMessage> Since(IReadOnlyList<SampledMessage> messages, DetectionModel model)
    {
        long to = model.Metadata.To?.UtcTicks ?? 0;
        return [.. messages.Where(message => message.EventTicks == 0 || message.EventTicks > to)];
    }
}
