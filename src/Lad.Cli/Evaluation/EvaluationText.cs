using System.Globalization;
using System.Text.Json.Nodes;
using Lad.Detection.Evaluation;

namespace Lad.Cli.Evaluation;

/// <summary>Writes what an evaluation found.</summary>
internal static class EvaluationText
{
    /// <summary>For people.</summary>
    public static void WriteTable(EvaluationReport report, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"learned from {report.TrainingRecords:N0} records, scored {report.ScoredRecords:N0}: {report.Units:N0} {report.Unit}s, {report.Anomalies:N0} of them anomalies"));
        output.WriteLine();
        output.WriteLine($"{"",-22}{"precision",10}{"recall",10}{"F1",10}{"false alarms",14}");
        Row("at the threshold", report.AtThreshold);
        Row("at the best threshold", report.Best);
        output.WriteLine();
        output.WriteLine($"ROC-AUC            {Figure(report.RocAuc)}");
        output.WriteLine($"average precision  {Figure(report.AveragePrecision)}");

        void Row(string name, Confusion at) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-22}{at.Precision,10:F4}{at.Recall,10:F4}{at.F1,10:F4}{at.FalseAlarmRate,13:P2} "));
    }

    /// <summary>For programs.</summary>
    public static void WriteJson(EvaluationReport report, TextWriter output) => output.WriteLine(new JsonObject
    {
        ["unit"] = report.Unit,
        ["units"] = report.Units,
        ["anomalies"] = report.Anomalies,
        ["training_records"] = report.TrainingRecords,
        ["scored_records"] = report.ScoredRecords,
        ["at_threshold"] = Json(report.AtThreshold),
        ["best"] = Json(report.Best),
        ["roc_auc"] = report.RocAuc,
        ["average_precision"] = report.AveragePrecision,
    }.ToJsonString());

    private static JsonObject Json(Confusion at) => new()
    {
        ["threshold"] = at.Threshold,
        ["precision"] = at.Precision,
        ["recall"] = at.Recall,
        ["f1"] = at.F1,
        ["false_alarm_rate"] = at.FalseAlarmRate,
        ["true_positives"] = at.TruePositives,
        ["false_positives"] = at.FalsePositives,
        ["false_negatives"] = at.FalseNegatives,
        ["true_negatives"] = at.TrueNegatives,
    };

    private static string Figure(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "not defined: one kind of label only";
}
