using System.Text;
using Lad.Detection;
using Lad.Detection.Explaining;
using Lad.Detection.Parsing;
using Lad.Detection.Scoring;
using Lad.Detection.Training;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>Lines of a file, a model of them, and what it says of each.</summary>
internal sealed class ScoredLoad : IStage
{
    private const int BatchSize = 512;
    private const long Observed = 638_000_000_000_000_000;
    private readonly byte[][] lines;
    private readonly ulong[] keys;
    private readonly Assessment[] assessments;
    private readonly Explanation?[] explanations;

    /// <param name="file">The file.</param>
    /// <param name="count">Lines, from the first one again when the file has fewer.</param>
    public ScoredLoad(string file, int count)
    {
        lines = [.. File.ReadLines(file, Encoding.Latin1).Where(line => line.Length > 0).Take(count).Select(Encoding.Latin1.GetBytes)];
        Count = count;
        var set = new TrainingSet(new TrainingOptions());
        foreach (byte[] line in lines) set.Add(line, 0);
        Detector = new Detector(ModelTrainer.Train(set, new ModelIdentity("load", DateTimeOffset.UnixEpoch, "load")));
        (keys, assessments, explanations) = (new ulong[lines.Length], new Assessment[lines.Length], new Explanation?[lines.Length]);
        Score(new ScoringStages().Stages);
    }

    /// <inheritdoc/>
    public string Name => "recall";

    /// <summary>Lines.</summary>
    public int Count { get; }

    /// <summary>Knows them.</summary>
    public Detector Detector { get; }

    /// <summary>Gives the lines of a batch the verdicts that are known already, so that what remains of a run is writing.</summary>
    public void Process(RecordBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            long line = batch.Positions[i].Offset % lines.Length;
            batch.Parsed[i] = new ParsedRecord { Message = batch.RecordSlice(i) };
            batch.Keys[i] = keys[line];
            batch.Assessments[i] = assessments[line];
            if (explanations[line] is { } explanation) batch.Explain(i, explanation);
            batch.Outcomes[i] = RecordOutcome.Scored;
        }
    }

    /// <summary>Fills a batch with the lines from <paramref name="next"/> on.</summary>
    /// <returns>The line behind the last one.</returns>
    public long Fill(RecordBatch batch, SourceStream stream, long next)
    {
        for (; next < Count && !batch.IsFull; next++) batch.Append(lines[next % lines.Length], new SourcePosition(stream, next, next + 1), Observed);
        return next;
    }

    private void Score(IReadOnlyList<IStage> stages)
    {
        var stream = new SourceStream("load", "load");
        var batch = new RecordBatch(BatchSize);
        var scratch = new DetectorScratch();
        for (long first = 0, next; first < lines.Length; first = next)
        {
            batch.Clear();
            (batch.Detector, batch.Scratch) = (Detector, scratch);
            next = Math.Min(Fill(batch, stream, first), lines.Length);
            foreach (IStage stage in stages) stage.Process(batch);
            for (int i = 0; first + i < next; i++) (keys[first + i], assessments[first + i], explanations[first + i]) = (batch.Keys[i], batch.Assessments[i], batch.Explanations[i]);
        }
    }
}
