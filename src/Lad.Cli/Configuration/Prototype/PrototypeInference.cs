using System.Globalization;

namespace Lad.Cli.Configuration.Prototype;

/// <summary>The prototype's variables of inference.</summary>
internal static class PrototypeInference
{
    private const long LongestPoll = 3600;
    private const long LargestPage = 10_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PrototypeVariable> All { get; } =
    [
        new("LADI_ELASTICSEARCH_ENDPOINT", [ElasticsearchCatalogue.Nodes, ElasticsearchCatalogue.User, ElasticsearchCatalogue.Password],
            "As `LADT_ELASTICSEARCH_ENDPOINT`, of which it must name the same cluster: one process reads one.",
            static (reading, value) => PrototypeCluster.Read(reading, "LADI_ELASTICSEARCH_ENDPOINT", value)),
        new("LADI_MODEL", [SettingCatalogue.Model],
            "File of the model that judges; the same as `LADT_MODEL` when both are set.",
            static (reading, value) => PrototypeModel.Read(reading, "LADI_MODEL", value)),
        new("LADI_INDEX", [SettingCatalogue.From],
            "Index that is watched, understood as `LADT_INDEX` is. The prototype's text calls it the path of the model: a value with a slash, with a model's extension (`.sav`, `.lad`, `.model` ...) or that is a file is taken "
            + "for that, which is said; `LADT_INDEX` is watched then.",
            ReadIndex),
        new("LADI_OUTDEX", [SettingCatalogue.To],
            "Index or data stream that is written to. As in the prototype anomalies alone are written, and nowhere else, unless `Output:Emit` and `Elasticsearch:AnomaliesIndex` say otherwise.",
            static (reading, value) =>
            {
                reading.Set(SettingCatalogue.To, "es:" + value, "LADI_OUTDEX");
                reading.Imply(SettingCatalogue.EmitWhich, "anomalies", "LADI_OUTDEX");
                reading.Imply(ElasticsearchCatalogue.AnomaliesIndex, "", "LADI_OUTDEX");
            }),
        new("LADI_TARGET_INDEX", [SettingCatalogue.To],
            "What `LADI_OUTDEX` was called later. As the prototype did then, every document is written as it is, with `anomaly_score` and `anomaly` beside (`Output:Format` `lad-v1`), unless the settings say otherwise.",
            ReadTarget),
        new("LADI_TIME_SPAN", [SettingCatalogue.Since, SettingCatalogue.Window, ElasticsearchCatalogue.PollInterval],
            "Seconds of an iteration: the first start begins so far back, each look at the index comes so long after the last (an hour at most), and `LADI_MAX_ANOMALIES` counts in a window of that length.",
            ReadSpan),
        new("LADI_MAX_ENTRIES", [ElasticsearchCatalogue.PageSize],
            "Documents of a page, 10,000 at most. The prototype skipped what an iteration had beyond it; nothing is skipped here.",
            static (reading, value) => { if (reading.TryCount("LADI_MAX_ENTRIES", value, out long count)) reading.Set(ElasticsearchCatalogue.PageSize, $"{Math.Min(count, LargestPage)}", "LADI_MAX_ENTRIES"); }),
        new("LADI_SERVICE", [ElasticsearchCatalogue.Service],
            "Service whose documents are watched, looked for as `LADT_SERVICE` is.",
            static (reading, value) =>
            {
                reading.Set(ElasticsearchCatalogue.Service, value, "LADI_SERVICE");
                ImplyServiceField(reading, "LADI_SERVICE");
            }),
        new("LADI_THRESHOLD", [SettingCatalogue.Policy, SettingCatalogue.Parameter],
            "Fraction of the largest training distance above which a document is an anomaly; above 1 lies beyond it. The score before calibration stands for the distance. It is part of the model, and so takes effect when one is learned: at each start of `lad run`.",
            ReadThreshold),
        new("LADI_MAX_ANOMALIES", [SettingCatalogue.MaxPerWindow],
            "Anomalies of an iteration that alert, the largest. The prototype dropped the others; here they are written with `event.kind` `event` and the reason in `lad.suppressed`.",
            static (reading, value) => { if (reading.TryCount("LADI_MAX_ANOMALIES", value, out long count)) reading.Set(SettingCatalogue.MaxPerWindow, $"{count}", "LADI_MAX_ANOMALIES"); }),
        new("LADI_CHUNK_SIZE", [],
            "Documents of a bulk request: nothing is set by it, and it is said. Requests are cut by bytes and age (`Elasticsearch:BulkBytes`, `Elasticsearch:BulkAge`).",
            static (reading, _) => reading.Note("LADI_CHUNK_SIZE", "has no counterpart: requests are cut by bytes and age (Elasticsearch:BulkBytes, Elasticsearch:BulkAge)")),
        new("OPENSHIFT_BUILD_NAMESPACE", [SettingCatalogue.Namespace],
            "What the later versions wrote as `predictor_namespace`.",
            static (reading, value) => reading.Imply(SettingCatalogue.Namespace, value, "OPENSHIFT_BUILD_NAMESPACE")),
    ];

    /// <summary>The prototype matched the field <c>service</c>.</summary>
    public static void ImplyServiceField(PrototypeReading reading, string variable) => reading.Imply(ElasticsearchCatalogue.ServiceField, "service", variable);

    private static void ReadIndex(PrototypeReading reading, string value)
    {
        if (!PrototypeIndex.IsPath(value))
        {
            reading.Set(SettingCatalogue.From, "es:" + PrototypeIndex.ToRead(value), "LADI_INDEX");
            return;
        }
        string? watched = reading.Value("LADT_INDEX");
        if (watched is null) reading.Refuse("LADI_INDEX", $"'{value}' looks like the path of a model, and LADT_INDEX, which would be watched then, is not set");
        else reading.Set(SettingCatalogue.From, "es:" + PrototypeIndex.ToRead(watched), "LADT_INDEX");
        string? model = reading.Value("LADI_MODEL") ?? reading.Value("LADT_MODEL");
        if (model is null) PrototypeModel.Read(reading, "LADI_INDEX", value);
        reading.Note("LADI_INDEX", $"'{value}' is understood as the path of the model{(model is null ? "" : $", for which {(reading.Value("LADI_MODEL") is null ? "LADT_MODEL" : "LADI_MODEL")} names '{model}', which is taken")}; the index watched is {watched ?? "not known"}, of LADT_INDEX");
    }

    private static void ReadTarget(PrototypeReading reading, string value)
    {
        if (reading.Value("LADI_OUTDEX") is { } other && other != value)
        {
            reading.Refuse("LADI_TARGET_INDEX", $"names '{value}' and LADI_OUTDEX '{other}': set one of them");
            return;
        }
        reading.Set(SettingCatalogue.To, "es:" + value, "LADI_TARGET_INDEX");
        reading.Imply(SettingCatalogue.EmitWhich, "all", "LADI_TARGET_INDEX");
        reading.Imply(SettingCatalogue.Format, OutputSettings.LadV1, "LADI_TARGET_INDEX");
        reading.Imply(ElasticsearchCatalogue.AnomaliesIndex, "", "LADI_TARGET_INDEX");
    }

    private static void ReadSpan(PrototypeReading reading, string value)
    {
        if (!reading.TryCount("LADI_TIME_SPAN", value, out long seconds)) return;
        reading.Set(SettingCatalogue.Since, $"-{seconds}s", "LADI_TIME_SPAN");
        reading.Set(SettingCatalogue.Window, $"{seconds}s", "LADI_TIME_SPAN");
        reading.Set(ElasticsearchCatalogue.PollInterval, $"{Math.Min(seconds, LongestPoll)}s", "LADI_TIME_SPAN");
    }

    private static void ReadThreshold(PrototypeReading reading, string value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double fraction) || !double.IsFinite(fraction) || fraction <= 0)
        {
            reading.Refuse("LADI_THRESHOLD", $"must be a number above 0 (it is '{value}')");
            return;
        }
        reading.Set(SettingCatalogue.Policy, "max-fraction", "LADI_THRESHOLD");
        reading.Set(SettingCatalogue.Parameter, fraction.ToString(CultureInfo.InvariantCulture), "LADI_THRESHOLD");
    }
}
