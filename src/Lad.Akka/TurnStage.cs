using Akka.Streams;
using Akka.Streams.Stage;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;

namespace Lad.Akka;

/// <summary>What delivery is asked to do next: a batch, or none when time has passed.</summary>
internal readonly record struct Turn(RecordBatch? Batch);

/// <summary>Lets batches through, and puts a turn without one between them when time has passed that may end a window, though no batch may come for long. Ticks that nobody had time for are one.</summary>
/// <param name="run">The run, which knows the windows.</param>
internal sealed class TurnStage(GraphRun run) : GraphStage<FlowShape<RecordBatch, Turn>>
{
    private readonly Inlet<RecordBatch> batches = new("batches");
    private readonly Outlet<Turn> turns = new("turns");

    /// <inheritdoc/>
    public override FlowShape<RecordBatch, Turn> Shape => new(batches, turns);

    /// <inheritdoc/>
    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private ITimer? Begin(Action tick) => run.Tick(tick);

    private sealed class Logic : InAndOutGraphStageLogic
    {
        private readonly TurnStage stage;
        private RecordBatch? waiting;
        private ITimer? timer;
        private bool isDue;

        public Logic(TurnStage stage)
            : base(stage.Shape)
        {
            this.stage = stage;
            SetHandlers(stage.batches, stage.turns, this);
        }

        public override void PreStart() => timer = stage.Begin(GetAsyncCallback(Tick));

        public override void PostStop() => timer?.Dispose();

        public override void OnPush()
        {
            RecordBatch batch = Grab(stage.batches);
            // A tick may have taken the demand that the batch was asked for with.
            if (IsAvailable(stage.turns)) Push(stage.turns, new Turn(batch));
            else waiting = batch;
        }

        public override void OnPull()
        {
            if (waiting is { } batch)
            {
                waiting = null;
                Push(stage.turns, new Turn(batch));
                if (IsClosed(stage.batches)) CompleteStage();
            }
            else if (isDue)
            {
                isDue = false;
                Push(stage.turns, new Turn(null));
            }
            else if (!HasBeenPulled(stage.batches))
            {
                Pull(stage.batches);
            }
        }

        public override void OnUpstreamFinish()
        {
            if (waiting is null) CompleteStage();
        }

        private void Tick()
        {
            if (IsAvailable(stage.turns)) Push(stage.turns, new Turn(null));
            else isDue = true;
        }
    }
}
