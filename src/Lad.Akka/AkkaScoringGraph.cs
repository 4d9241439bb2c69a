using Akka;
using Akka.Actor;
using Akka.Configuration;
using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.Supervision;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Akka;

/// <summary>
/// The graph over Akka.Streams: a source that reads when there is demand, ordered parallel work, and ordered delivery, each on an island of its own. Models and feedback come in at the side: both are read once for each batch.
/// Each run has an actor system of its own.
/// </summary>
/// <exception cref="NotSupportedException">The Akka.Streams that was loaded is one that loses elements, see <see cref="AkkaVersion"/>.</exception>
/// <inheritdoc/>
public sealed class AkkaScoringGraph : ScoringGraph
{
    // Nothing of it may write to stdout, which has the verdicts, nor hear of signals, which ask the graph to drain. What fails is materialised, and told by whoever runs the graph.
    private static readonly Config Quiet = ConfigurationFactory.ParseString("""
        akka {
          loggers = []
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown {
            run-by-clr-shutdown-hook = off
            run-by-actor-system-terminate = off
            exit-clr = off
          }
        }
        """);

    private static readonly Task<Done> Delivered = Task.FromResult(Done.Instance);

    /// <summary>Makes a graph.</summary>
    public AkkaScoringGraph(IModelsInForce models, GraphOptions? options = null, ScoringStages? stages = null, TimeProvider? clock = null, FeedbackSlot? feedback = null, Instrumentation? instrumentation = null)
        : base(models, options, stages, clock, feedback, instrumentation) => AkkaVersion.Check(AkkaVersion.Loaded);

    private protected override async Task<GraphReport> RunAsync(GraphRun run)
    {
        var system = ActorSystem.Create("lad", Quiet);
        var source = new BatchSource(run);
        // A batch that overtakes waits in the stage for its turn, as many as there are; how many are worked on at once the scheduler says.
        TaskScheduler workers = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, run.Options.Parallelism).ConcurrentScheduler;
        (UniqueKillSwitch reading, Task<Done> delivered) = Source.FromGraph(source)
            .ViaMaterialized(KillSwitches.Single<RecordBatch>(), Keep.Right)
            .Async()
            .SelectAsync(run.Capacity, batch => Task.Factory.StartNew(() => run.Work(batch), CancellationToken.None, TaskCreationOptions.DenyChildAttach, workers))
            .Async()
            .Via(new TurnStage(run))
            .SelectAsync(1, turn => DeliverAsync(run, turn))
            .ToMaterialized(Sink.Ignore<Done>(), Keep.Both)
            .Run(system.Materializer(ActorMaterializerSettings.Create(system).WithSupervisionStrategy(Deciders.StoppingDecider)));
        try
        {
            return await run.FinishAsync(DrainedAsync(delivered, source)).ConfigureAwait(false);
        }
        finally
        {
            // Ends what a missed deadline left; a graph that came to its end has ended already.
            reading.Shutdown();
            await system.Terminate().WaitAsync(run.Options.DrainDeadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task<Done> DeliverAsync(GraphRun run, Turn turn)
    {
        Task delivery = run.DeliverAsync(turn.Batch);
        return delivery.IsCompletedSuccessfully ? Delivered : Awaited(delivery);

        static async Task<Done> Awaited(Task delivery)
        {
            await delivery.ConfigureAwait(false);
            return Done.Instance;
        }
    }

    private static async Task DrainedAsync(Task delivered, BatchSource source)
    {
        try
        {
            await delivered.ConfigureAwait(false);
        }
        finally
        {
            // Whoever owns the source may dispose of it after the run.
            await source.Reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
