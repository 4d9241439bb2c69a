using System.Globalization;
using System.Text;
using Lad.Detection.Maps;
using Lad.Detection.Training;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

/// <summary>A trainer over a directory of models and a clock that a test moves.</summary>
internal sealed class TrainerBench : IDisposable
{
    private static readonly string[] Shapes = ["order {0} accepted for customer {1}", "payment {0} settled after {1} ms", "mail {0} queued for delivery"];
    private readonly TemporaryDirectory directory = new();
    private readonly SourceStream stream = new("bench", "bench");
    private readonly ParseStage parse = new();
    private long offset;

    public TrainerBench(Func<string, IModelStore>? stores = null, Func<TrainerOptions, TrainerOptions>? with = null, Instrumentation? instrumentation = null)
    {
        Models = new ModelDirectory(directory.Path, time: Clock);
        Drift = new DriftWatch(new DriftOptions { Share = 0.2, Window = 100 }, "default");
        var options = new TrainerOptions
        {
            Schedule = new TrainingScheduleOptions { Every = TimeSpan.FromHours(6), MinInterval = TimeSpan.FromMinutes(10) },
            Rules = new PublishingRules { MinRecords = 50 },
        };
        var learning = new TrainingOptions { Map = new SelfOrganizingMapOptions { Rows = 4, Columns = 4 } };
        Trainer = new Trainer(with is null ? options : with(options), learning, Reservoirs, Drift, stores ?? (name => Models.History(name)), Clock, Told.Add, () => Feedback, instrumentation);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ModelDirectory Models { get; }

    public ServiceReservoirs Reservoirs { get; } = new(new ServiceReservoirOptions());

    public DriftWatch Drift { get; }

    public Trainer Trainer { get; }

    /// <summary>What people said so far.</summary>
    public TrainingFeedback Feedback { get; set; } = TrainingFeedback.None;

    public List<TrainingEvent> Told { get; } = [];

    /// <summary>What was told since the last time.</summary>
    public TrainingEvent[] Take()
    {
        TrainingEvent[] told = [.. Told];
        Told.Clear();
        return told;
    }

    public async Task<TrainingEvent[]> LearnDueAsync()
    {
        await Trainer.LearnDueAsync(CancellationToken.None);
        return Take();
    }

    public void Everyday(int records, string service = "") => Add(records, service, i => string.Format(CultureInfo.InvariantCulture, Shapes[i % Shapes.Length], i, i % 97));

    public void Deployed(int records) => Add(records, "", i => $"shipment {i} handed to carrier on dock {i % 9}");

    public void Dispose() => directory.Dispose();

    private void Add(int records, string service, Func<int, string> message)
    {
        for (int i = 0; i < records; i++)
        {
            var batch = new RecordBatch(1);
            string record = $"{{\"message\":\"{message(i)}\",\"service\":{{\"name\":\"{service}\"}}}}";
            batch.Append(Encoding.UTF8.GetBytes(record), new SourcePosition(stream, offset, ++offset), Clock.GetUtcNow().UtcTicks);
            parse.Process(batch);
            Reservoirs.Add(batch, 0);
            Drift.Notice(batch, 0);
        }
    }
}
