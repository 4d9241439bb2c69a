using Akka.Streams;
using Akka.Streams.Stage;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;

namespace Lad.Akka;

/// <summary>Reads a batch whenever there is demand for one, and completes when reading is over. For one run.</summary>
/// <param name="run">The run.</param>
internal sealed class BatchSource(GraphRun run) : GraphStage<SourceShape<RecordBatch>>
{
    private readonly Outlet<RecordBatch> batches = new("batches");
    private volatile Task reading = Task.CompletedTask;

    /// <summary>The latest read that was begun.</summary>
    public Task Reading => reading;

    /// <inheritdoc/>
    public override SourceShape<RecordBatch> Shape => new(batches);

    /// <inheritdoc/>
    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly BatchSource stage;
        private readonly Action<RecordBatch?> came;

        public Logic(BatchSource stage)
            : base(stage.Shape)
        {
            this.stage = stage;
            came = GetAsyncCallback<RecordBatch?>(Came);
            SetHandler(stage.batches, this);
        }

        public override void OnPull()
        {
            ValueTask<RecordBatch?> next = stage.Next();
            if (next.IsCompletedSuccessfully) Came(next.Result);
            else stage.reading = AwaitAsync(next);
        }

        private async Task AwaitAsync(ValueTask<RecordBatch?> next) => came(await next.ConfigureAwait(false));

        private void Came(RecordBatch? batch)
        {
            if (batch is null) CompleteStage();
            else Push(stage.batches, batch);
        }
    }

    private ValueTask<RecordBatch?> Next() => run.ReadAsync();
}
