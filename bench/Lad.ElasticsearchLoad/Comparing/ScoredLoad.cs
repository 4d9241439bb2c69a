using System.Text;
using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>Lines of a file, a model of them, and batches of them as they leave the last stage.</summary>
internal sealed class ScoredLoad
{
    private const int BatchSize = 512;
    private const long Observed = 638_000_000_000_000_000;
    private readonly byte[][] lines;

    /// <param name="file">The file.</param>
    /// <param name="count">Lines, from the first one again when the file has fewer.</param>
    public ScoredLoad(string file, int count)
    {
        lines = [.. File.ReadLines(file, Encoding.Latin1).Where(line => line.Length > 0).Select(Encoding.Latin1.GetBytes)];
        Count = count;
        var set = new TrainingSet(new TrainingOptions());
        for (int i = 0; i < Math.Min(count, lines.Length); i++) set.Add(lines[i], 0);
        Detector = new Detector(ModelTrainer.Train(set, new ModelIdentity("load", DateTimeOffset.UnixEpoch, "load")));
        Batches = [.. Score(new ScoringStages().Stages)];
    }

    /// <summary>Lines.</summary>
    public int Count { get; }

    /// <summary>Knows them.</summary>
    public Detector Detector { get; }

    /// <summary>The lines, scored.</summary>
    public IReadOnlyList<RecordBatch> Batches { get; }

    /// <summary>A line.</summary>
    public byte[] this[long index] => lines[index % lines.Length];

    /// <summary>Fills a batch with the lines from <paramref name="next"/> on.</summary>
    /// <returns>The line behind the last one.</returns>
    public long Fill(RecordBatch batch, SourceStream stream, long next)
    {
        for (; next < Count && !batch.IsFull; next++) batch.Append(this[next], new SourcePosition(stream, next, next + 1), Observed);
        return next;
    }

    private IEnumerable<RecordBatch> Score(IReadOnlyList<IStage> stages)
    {
        var stream = new SourceStream("load", "load");
        var scratch = new DetectorScratch();
        for (long next = 0; next < Count;)
        {
            var batch = new RecordBatch(BatchSize) { Detector = Detector, Scratch = scratch };
            next = Fill(batch, stream, next);
            foreach (IStage stage in stages) stage.Process(batch);
            batch.Scratch = null;
            yield return batch;
        }
    }
}
