namespace Lad.Cli.Configuration.Importing;

/// <summary>The predecessor's keys of inference and feedback.</summary>
internal static class PredecessorInference
{
    private const long LargestPage = 10_000;
    private const string PrefixPattern = @"^[^\]]*\] ";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PredecessorKey> All { get; } =
    [
        new("INFER_ANOMALY_THRESHOLD", static (reading, value) =>
        {
            if (SettingCatalogue.Parameter.Fault(value) is not null)
            {
                reading.LeaveOut("INFER_ANOMALY_THRESHOLD", "must be a number above 0");
                return;
            }
            reading.Set(SettingCatalogue.Policy, "sigma", "INFER_ANOMALY_THRESHOLD");
            reading.Set(SettingCatalogue.Parameter, value, "INFER_ANOMALY_THRESHOLD");
            reading.Change("INFER_ANOMALY_THRESHOLD", "standard deviations above the mean of the scores of held-back records, where it was of the distances of those learned from");
        }),
        new("INFER_TIME_SPAN", static (reading, _) =>
        {
            if (!reading.TryCount("INFER_TIME_SPAN", 1, out long seconds)) return;
            reading.Set(SettingCatalogue.Window, $"{seconds}s", "INFER_TIME_SPAN");
            if (!reading.ReadsElasticsearch)
            {
                reading.Change("INFER_TIME_SPAN", "the records of such a span share an inference_batch_id; what is written to the source is read at once");
                return;
            }
            reading.Set(SettingCatalogue.Since, $"-{seconds}s", "INFER_TIME_SPAN");
            reading.Set(ElasticsearchCatalogue.PollInterval, $"{Math.Min(seconds, 3600)}s", "INFER_TIME_SPAN");
            reading.Change("INFER_TIME_SPAN", "the first start begins so far back, and each look at the index comes so long after the last; nothing between two looks is skipped or read twice");
        }),
        new("INFER_LOOPS", static (reading, _) =>
        {
            if (!reading.TryCount("INFER_LOOPS", 1, out long loops)) return;
            long span = long.TryParse(reading.Value("INFER_TIME_SPAN"), out long seconds) && seconds > 0 ? seconds : 60;
            reading.Set(SettingCatalogue.RetrainEvery, $"{Math.Min(loops * (double)span, 1e9):F0}s", "INFER_LOOPS");
            reading.Change("INFER_LOOPS", "a time: so many spans of INFER_TIME_SPAN. A new model must pass a gate, and is taken up without a pause");
        }),
        new("INFER_MAX_ENTRIES", static (reading, _) =>
        {
            if (!reading.TryCount("INFER_MAX_ENTRIES", 1, out long count)) return;
            if (!reading.ReadsElasticsearch)
            {
                reading.LeaveOut("INFER_MAX_ENTRIES", "it counted for Elasticsearch alone; nothing of a source is skipped");
                return;
            }
            reading.Set(ElasticsearchCatalogue.PageSize, $"{Math.Min(count, LargestPage)}", "INFER_MAX_ENTRIES");
            reading.Change("INFER_MAX_ENTRIES", "documents of a page, 10,000 at most; what lies beyond is on the next page, where it was skipped");
        }),
        PredecessorKey.Without("FACT_STORE_URL", "false positives are not fetched from a fact store; feedback comes over a topic or a file (Feedback:Location)"),
        PredecessorKey.Without("FREQ_NOISE", "a false positive counts once it is said, and is not learned from over and over"),
        PredecessorKey.Without("SQL_CONNECT", "it belongs to the fact store's own process"),
        new("LOG_FORMATTER", static (reading, value) =>
        {
            if (value != "strip_prefix")
            {
                reading.LeaveOut("LOG_FORMATTER", "the predecessor knew strip_prefix alone; LAD finds time, level and message in JSON, logfmt and text by itself");
                return;
            }
            reading.Set(SettingCatalogue.MaskPatterns, PrefixPattern, "LOG_FORMATTER");
            reading.Change("LOG_FORMATTER", "what stands before the first '] ' is masked, so that it does not count; the message is written whole");
        }),
        new("OS_NAMESPACE", static (reading, value) => reading.Set(SettingCatalogue.Namespace, value, "OS_NAMESPACE")),
    ];
}
