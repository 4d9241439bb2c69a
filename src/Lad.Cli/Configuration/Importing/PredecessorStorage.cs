using Lad.Cli.Configuration.Prototype;

namespace Lad.Cli.Configuration.Importing;

/// <summary>The predecessor's keys of where records come from and verdicts go.</summary>
internal static class PredecessorStorage
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PredecessorKey> All { get; } =
    [
        new("STORAGE_BACKEND", static (_, _) => { }),
        new("STORAGE_DATASOURCE", static (reading, _) =>
        {
            if (reading.Source is not ("es" or "local" or "localdir" or "kafka")) reading.LeaveOut("STORAGE_DATASOURCE", "LAD does not read this storage; Input:From takes files, directories, topics and Elasticsearch");
            else if (reading.Value(SourceKey(reading)) is null) reading.LeaveOut("STORAGE_DATASOURCE", $"{SourceKey(reading)}, which would say what is read, is not set");
        }),
        new("STORAGE_DATASINK", static (reading, _) =>
        {
            switch (reading.Sink)
            {
                case "es" or "kafka" when reading.Value(SinkKey(reading)) is null:
                    reading.LeaveOut("STORAGE_DATASINK", $"{SinkKey(reading)}, which would say what is written, is not set");
                    break;
                case "local" when reading.Value("LS_OUTPUT_PATH") is null:
                    reading.Set(SettingCatalogue.To, "-", "STORAGE_DATASINK");
                    break;
                case "stdout":
                    reading.Set(SettingCatalogue.To, "-", "STORAGE_DATASINK");
                    reading.Set(SettingCatalogue.EmitWhich, "anomalies", "STORAGE_DATASINK");
                    reading.Change("STORAGE_DATASINK", "standard output has the anomalies' verdicts, no links to the fact store");
                    break;
                case "es" or "kafka" or "local":
                    break;
                default:
                    reading.LeaveOut("STORAGE_DATASINK", "LAD does not write to this storage; Output:To takes files, standard output, topics and Elasticsearch");
                    break;
            }
        }),
        new("ES_INPUT_INDEX", static (reading, value) =>
        {
            if (!IsUsed(reading, "ES_INPUT_INDEX", reading.Source, "es", "STORAGE_DATASOURCE")) return;
            string index = value.IndexOfAny(['*', ',', '<']) >= 0 ? value : value + "*";
            reading.Set(SettingCatalogue.From, "es:" + index, "ES_INPUT_INDEX");
            if (index != value) reading.Change("ES_INPUT_INDEX", $"the day was put behind the name, in local time; {index} reads all days, bounded by time, and {value} names one index");
        }),
        new("ES_TARGET_INDEX", static (reading, value) =>
        {
            if (!IsUsed(reading, "ES_TARGET_INDEX", reading.Sink, "es", "STORAGE_DATASINK")) return;
            reading.Set(SettingCatalogue.To, "es:" + value, "ES_TARGET_INDEX");
            reading.Set(SettingCatalogue.Format, OutputSettings.LadV1, "ES_TARGET_INDEX");
            reading.Set(ElasticsearchCatalogue.AnomaliesIndex, "", "ES_TARGET_INDEX");
            reading.Change("ES_TARGET_INDEX", $"no day is put behind the name any more{(PrototypeIndex.IsPrefix(value) ? $"; the pattern {value}* still finds it" : "")}. Output:Format lad-v1 keeps the fields that dashboards know");
        }),
        new("LS_INPUT_PATH", static (reading, value) =>
        {
            if (reading.Source is "localdir")
            {
                reading.Set(SettingCatalogue.From, "dir:" + value, "LS_INPUT_PATH");
                return;
            }
            if (!IsUsed(reading, "LS_INPUT_PATH", reading.Source, "local", "STORAGE_DATASOURCE")) return;
            reading.Set(SettingCatalogue.From, "file:" + value, "LS_INPUT_PATH");
            if (value.EndsWith("json", StringComparison.OrdinalIgnoreCase)) reading.Change("LS_INPUT_PATH", "a JSON file was one array; LAD reads one object a line (jq -c '.[]' makes that of an array)");
        }),
        new("LS_OUTPUT_PATH", static (reading, value) =>
        {
            if (!IsUsed(reading, "LS_OUTPUT_PATH", reading.Sink, "local", "STORAGE_DATASINK")) return;
            reading.Set(SettingCatalogue.To, "file:" + value, "LS_OUTPUT_PATH");
            reading.Set(SettingCatalogue.Format, OutputSettings.LadV1, "LS_OUTPUT_PATH");
            reading.Change("LS_OUTPUT_PATH", "the file was one JSON array; it has one object a line now");
        }),
        PredecessorKey.Without("LS_OUTPUT_RWA_MODE", "a file is written anew by each run, and goes on where it stopped with Output:Cursor"),
    ];

    /// <summary>Whether a key counts for the storage that is used; says so when it does not.</summary>
    public static bool IsUsed(PredecessorReading reading, string name, string used, string wanted, string chooser)
    {
        if (used == wanted) return true;
        reading.LeaveOut(name, $"is not used: {chooser} is {(used.Length > 0 ? used : "not set")}");
        return false;
    }

    private static string SourceKey(PredecessorReading reading) => reading.Source switch { "es" => "ES_INPUT_INDEX", "kafka" => "KF_TOPIC", _ => "LS_INPUT_PATH" };

    private static string SinkKey(PredecessorReading reading) => reading.Sink == "es" ? "ES_TARGET_INDEX" : "KF_TOPIC";
}
