using System.Globalization;
using Lad.Detection.Evaluation;
using Lad.Detection.Tests;
using Lad.Detection.Tests.Evaluation;
using Lad.Detection.Training;

namespace Lad.Benchmarks.Quality;

/// <summary>What learning from feedback does on real logs: whether false positives fall below the threshold, and what it costs elsewhere.</summary>
internal static class FeedbackQuality
{
    private const int Seeds = 5;
    private const int Draws = 4;
    private const int Marked = 5;

    /// <summary>Measures, and writes tables in Markdown.</summary>
    /// <returns>0; 2 where there are no logs.</returns>
    public static int Run(TextWriter output)
    {
        if (TestData.Root is null)
        {
            output.WriteLine(TestData.Missing);
            return 2;
        }

        foreach ((string name, EvaluationCase log) in new[] { ("BGL_2k", LabelledLog.Lines("BGL")), ("HDFS_2pct", LabelledLog.Blocks()) })
        {
            foreach (double rate in new[] { 0.01, 0.05 })
                foreach (bool withSeen in new[] { false, true }) Measure(output, name, log, rate, withSeen);
        }

        return 0;
    }

    private static void Measure(TextWriter output, string name, EvaluationCase log, double rate, bool withSeen)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{name}, {rate:P0} of false alarms asked for, {(withSeen ? "learned anew from three quarters" : "learned anew from the same half")}\n"));
        output.WriteLine("| seed | choice | marked, of | below before | below after | least and largest weight | highest score before | after | threshold | AP elsewhere before | after | change | AP of all before | after | false alarms before | after |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var changes = new List<double>();
        int below = 0, all = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var trial = FeedbackTrial.Of(log, seed, rate);
            IReadOnlyList<JudgedMessage> alarms = trial.FalseAlarms();
            foreach ((string choice, IReadOnlyList<JudgedMessage> marked) in Choices(alarms, seed))
            {
                FeedbackTrialResult result = trial.Run(marked, withSeen);
                LearnedFeedback learned = result.Feedback;
                changes.Add(result.Precision - result.PrecisionBefore);
                (below, all) = (below + learned.Below, all + marked.Count);
                int[] weights = [.. learned.Weights.Select(static weight => weight.Episodes).DefaultIfEmpty()];
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {seed} | {choice} | {marked.Count}, {alarms.Count} | {learned.FalsePositives.Count(outcome => outcome.ScoreBefore <= learned.ThresholdBefore)} | {learned.Below} | {weights.Min()}, {weights.Max()} | {learned.FalsePositives.Max(static outcome => outcome.ScoreBefore):F4} | {learned.FalsePositives.Max(static outcome => outcome.Score):F4} | {learned.Threshold:F4} | {result.PrecisionBefore:F4} | {result.Precision:F4} | {result.Precision - result.PrecisionBefore:+0.0000;-0.0000;0} | {result.AllBefore:F4} | {result.All:F4} | {result.AlarmsBefore:P2} | {result.Alarms:P2} |"));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nBelow the threshold: {below} of {all}. Change of average precision elsewhere: mean {changes.Average():+0.0000;-0.0000;0}, worst {changes.Min():+0.0000;-0.0000;0}, best {changes.Max():+0.0000;-0.0000;0}, of {changes.Count}."));
    }

    // The five that score highest; and five at random, where there are more.
    private static IEnumerable<(string Name, IReadOnlyList<JudgedMessage> Marked)> Choices(IReadOnlyList<JudgedMessage> alarms, ulong seed)
    {
        if (alarms.Count == 0) yield break;
        yield return ("highest", [.. alarms.Take(Marked)]);
        for (int draw = 1; draw <= Draws && alarms.Count > Marked; draw++)
        {
            JudgedMessage[] shuffled = [.. alarms];
            new Random(((int)seed * 100) + draw).Shuffle(shuffled);
            yield return ($"draw {draw}", shuffled[..Marked]);
        }
    }
}
