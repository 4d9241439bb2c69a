namespace Lad.Cli.Configuration.Prototype;

/// <summary>The prototype's variables of training.</summary>
internal static class PrototypeTraining
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PrototypeVariable> All { get; } =
    [
        new("LADT_ELASTICSEARCH_ENDPOINT", [ElasticsearchCatalogue.Nodes, ElasticsearchCatalogue.User, ElasticsearchCatalogue.Password],
            "Address of Elasticsearch: `host`, `host:9200` or a URL, with `user:password@` before the host where one is needed. `LADI_ELASTICSEARCH_ENDPOINT` must name the same cluster.",
            static (reading, value) => PrototypeCluster.Read(reading, "LADT_ELASTICSEARCH_ENDPOINT", value)),
        new("LADT_MODEL", [SettingCatalogue.Model],
            "File of the model to update: each start learns on from it and saves it there. The position in what is watched is kept beside it, with `.cursor` behind its name.",
            static (reading, value) => PrototypeModel.Read(reading, "LADT_MODEL", value)),
        new("LADT_MODEL_DIR", [SettingCatalogue.Model],
            "Directory of the file that `LADT_MODEL` and `LADI_MODEL` name.",
            static (_, _) => { }),
        new("LADT_INDEX", [TrainingCatalogue.From],
            "Index that is learned from. The prototype put the day behind it, so that a name that ends with `-`, `.` or `_` means the indices of all days (`logstash-` reads `logstash-*`).",
            ReadIndex),
        new("LADT_TIME_SPAN", [TrainingCatalogue.Since],
            "Seconds back from now that are learned from.",
            static (reading, value) => { if (reading.TryCount("LADT_TIME_SPAN", value, out long seconds)) reading.Set(TrainingCatalogue.Since, $"-{seconds}s", "LADT_TIME_SPAN"); }),
        new("LADT_MAX_ENTRIES", [SettingCatalogue.MaxRecords, TrainingCatalogue.Latest],
            "Documents that are learned from at most: the last of the span.",
            static (reading, value) =>
            {
                if (!reading.TryCount("LADT_MAX_ENTRIES", value, out long count)) return;
                reading.Set(SettingCatalogue.MaxRecords, $"{count}", "LADT_MAX_ENTRIES");
                reading.Set(TrainingCatalogue.Latest, "true", "LADT_MAX_ENTRIES");
            }),
        new("LADT_ITERS", [TrainingCatalogue.MapIterations],
            "Iterations of the map, each of which shows it one vector.",
            static (reading, value) => { if (reading.TryCount("LADT_ITERS", value, out long count)) reading.Set(TrainingCatalogue.MapIterations, $"{count}", "LADT_ITERS"); }),
        new("LADT_SERVICE", [TrainingCatalogue.Service],
            "Service whose documents are learned from, looked for in the field `service` unless `Elasticsearch:ServiceField` says otherwise.",
            static (reading, value) =>
            {
                reading.Set(TrainingCatalogue.Service, value, "LADT_SERVICE");
                PrototypeInference.ImplyServiceField(reading, "LADT_SERVICE");
                if (reading.Value("LADI_SERVICE") is null) reading.Imply(ElasticsearchCatalogue.Service, value, "LADT_SERVICE");
            }),
        new("LADT_TRAIN_LAG", [SettingCatalogue.RetrainEvery],
            "Iterations between two trainings, each of `LADI_TIME_SPAN` seconds (60 when it is not set).",
            ReadLag),
        new("LADT_UPDATE_MODEL", [SettingCatalogue.AtStart],
            "Whether a start learns on from the model there is (`True`) or anew (`False`).",
            ReadUpdate),
    ];

    private static void ReadIndex(PrototypeReading reading, string value)
    {
        reading.Set(TrainingCatalogue.From, "es:" + PrototypeIndex.ToRead(value), "LADT_INDEX");
        reading.Imply(SettingCatalogue.AtStart, RunSettings.Update, "LADT_INDEX");
        if (reading.Value("LADI_INDEX") is null) reading.Imply(SettingCatalogue.From, "es:" + PrototypeIndex.ToRead(value), "LADT_INDEX");
    }

    private static void ReadLag(PrototypeReading reading, string value)
    {
        long span = 60;
        if (!reading.TryCount("LADT_TRAIN_LAG", value, out long count)) return;
        if (reading.Value("LADI_TIME_SPAN") is { } text && !long.TryParse(text, out span)) return;
        reading.Set(SettingCatalogue.RetrainEvery, $"{Math.Min(count * (double)span, 1e9):F0}s", "LADT_TRAIN_LAG");
    }

    private static void ReadUpdate(PrototypeReading reading, string value)
    {
        switch (value.Trim().ToLowerInvariant())
        {
            case "true" or "1" or "yes":
                reading.Set(SettingCatalogue.AtStart, RunSettings.Update, "LADT_UPDATE_MODEL");
                break;
            case "false" or "0" or "no":
                reading.Set(SettingCatalogue.AtStart, RunSettings.Learn, "LADT_UPDATE_MODEL");
                break;
            default:
                reading.Refuse("LADT_UPDATE_MODEL", $"must be True or False (it is '{value}')");
                break;
        }
    }
}
