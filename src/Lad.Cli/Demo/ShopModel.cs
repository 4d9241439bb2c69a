using System.Text;
using Lad.Cli.Demo.Shop;
using Lad.Detection;
using Lad.Detection.Parsing;
using Lad.Detection.Thresholds;
using Lad.Detection.Training;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Cli.Demo;

/// <summary>Learns the shop's quiet hours.</summary>
internal static class ShopModel
{
    /// <summary>Wanted share of false alarms: one in two thousand lines, some two an hour at the shop's pace.</summary>
    private const double FalseAlarmRate = 0.0005;

    /// <summary>Learns from lines as they stand in the log.</summary>
    public static DetectionModel Learn(IEnumerable<ShopLine> lines, int seed, DateTimeOffset now)
    {
        var set = new TrainingSet(new TrainingOptions { Seed = (ulong)seed, Threshold = new QuantilePolicy { FalseAlarmRate = FalseAlarmRate } });
        var parser = new RecordParser(RecordParserOptions.Default);
        var scratch = new ParserScratch();
        var batch = new RecordBatch(1);
        var stream = new SourceStream("shop", "shop");
        foreach (ShopLine line in lines)
        {
            batch.Clear();
            batch.Append(Encoding.UTF8.GetBytes(line.Text), new SourcePosition(stream, 0, 0), now.UtcTicks);
            if (parser.TryParse(batch, batch.RecordSlice(0), now.UtcTicks, scratch, out ParsedRecord parsed, out _)) set.Add(parsed.Message.Of(batch.Buffer), parsed.EventTimeTicks);
        }
        return ModelTrainer.Train(set, new ModelIdentity("shop", now, "lad demo"));
    }
}
