using System.Globalization;
using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Stages;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>
/// Stands for mask to verdict with messages that say what becomes of them: a number is the score, <c>poison</c> throws, <c>skip</c> is left out.
/// </summary>
internal sealed class ScriptedStage : RecordStage
{
    public override string Name => "scripted";

    /// <summary>Parse, then the script.</summary>
    public static ScoringStages Row(Action<RecordBatch>? before = null) => new([new HookStage("hook", before), new ParseStage(), new ScriptedStage()]);

    /// <summary>Parse, the script, and what comes when all records have an outcome.</summary>
    public static ScoringStages RowWith(Action<RecordBatch> after) => new([new ParseStage(), new ScriptedStage(), new HookStage("after", after)]);

    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        for (; index < count; index++)
        {
            if (batch.Outcomes[index] != RecordOutcome.Pending) continue;
            string message = Encoding.UTF8.GetString(batch.Message(index));
            if (message == "poison") throw new InvalidCastException("the record is poison");
            if (message == "skip")
            {
                batch.Filter(index);
                continue;
            }
            batch.Keys[index] = (ulong)message.Length;
            batch.Assessments[index].Fingerprint = (ulong)message.Length;
            batch.Assessments[index].Score = double.TryParse(message, NumberStyles.Float, CultureInfo.InvariantCulture, out double score) ? score : 0.1;
            batch.Outcomes[index] = RecordOutcome.Scored;
        }
    }

    private sealed class HookStage(string name, Action<RecordBatch>? process) : IStage
    {
        public string Name => name;

        public bool WorksByModel => false;

        public void Process(RecordBatch batch) => process?.Invoke(batch);
    }
}
