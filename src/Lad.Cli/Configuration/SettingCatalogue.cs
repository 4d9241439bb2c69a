using System.Globalization;
using System.Text.Json.Nodes;
using Lad.Cli.Locations;
using Lad.Pipeline.Sinks;

namespace Lad.Cli.Configuration;

/// <summary>Every setting there is. The configuration's keys, the command line's options, the schema and the documentation are made from it.</summary>
internal static class SettingCatalogue
{
    private static readonly SettingType<MapSize> MapSizes = new(
        "ROWSxCOLUMNS such as 24x24, or auto",
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^(auto|[0-9]{1,3}x[0-9]{1,3})$" },
        MapSize.TryParse,
        size => size.ToString(),
        "auto", "24x24");

    private static readonly SettingType<Emit> Emissions = new(
        "all, anomalies, or the share of normal verdicts, 0 to 1",
        () => new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray("all", "anomalies") }, new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 }) },
        ParseEmit,
        emit => emit.Fraction switch { 0 => "anomalies", 1 => "all", var fraction => fraction.ToString(CultureInfo.InvariantCulture) },
        "all", "anomalies");

    public static Setting Model { get; } = new Setting<Location?>("Model:Location", SettingTypes.Place(false, LocationKind.Models, LocationKind.File, LocationKind.Kafka),
        "Where the model is kept: a directory of snapshots, one snapshot's file, or a topic.",
        s => s.Model.Location, (s, v) => s with { Model = s.Model with { Location = v! } });

    public static Setting ModelName { get; } = new Setting<string>("Model:Name", SettingTypes.Name,
        "The model's name in its directory: default, or the service that it is for.",
        s => s.Model.Name, (s, v) => s with { Model = s.Model with { Name = v } });

    public static Setting ModelBytes { get; } = new Setting<long>("Model:MaxBytes", SettingTypes.Integer(1 << 20, 1L << 40),
        "Memory that all models of a scorer together may take; one that does not fit is left out, and its service has the default.",
        s => s.Model.MaxBytes, (s, v) => s with { Model = s.Model with { MaxBytes = v } });

    public static Setting From { get; } = new Setting<Location?>("Input:From", SettingTypes.Source(SettingTypes.Sources),
        "Where records come from.",
        s => s.Input.From, (s, v) => s with { Input = s.Input with { From = v! } });

    public static Setting Field { get; } = new Setting<string>("Input:Field", SettingTypes.Field,
        "What is scored: auto finds the message in JSON and logfmt, none takes the whole line, a path such as log.message names a JSON member.",
        s => s.Input.Field, (s, v) => s with { Input = s.Input with { Field = v } });

    public static Setting TimeField { get; } = new Setting<string>("Input:TimeField", SettingTypes.Text,
        "JSON path of the event time; empty tries the usual ones.",
        s => s.Input.TimeField, (s, v) => s with { Input = s.Input with { TimeField = v } });

    public static Setting LevelField { get; } = new Setting<string>("Input:LevelField", SettingTypes.Text,
        "JSON path of the level; empty tries the usual ones.",
        s => s.Input.LevelField, (s, v) => s with { Input = s.Input with { LevelField = v } });

    public static Setting ServiceField { get; } = new Setting<string>("Input:ServiceField", SettingTypes.Text,
        "JSON path of the service's name; empty tries the usual ones.",
        s => s.Input.ServiceField, (s, v) => s with { Input = s.Input with { ServiceField = v } });

    public static Setting JoinLines { get; } = new Setting<bool>("Input:JoinLines", SettingTypes.Switch,
        "Whether the lines of a stack trace are joined to one record.",
        s => s.Input.JoinLines, (s, v) => s with { Input = s.Input with { JoinLines = v } });

    public static Setting JoinTimeout { get; } = new Setting<TimeSpan>("Input:JoinTimeout", SettingTypes.Duration,
        "How long an unfinished multi-line record waits for its next line.",
        s => s.Input.JoinTimeout, (s, v) => s with { Input = s.Input with { JoinTimeout = v } });

    public static Setting MaxRecordBytes { get; } = new Setting<long>("Input:MaxRecordBytes", SettingTypes.Integer(256, 64 << 20),
        "Bytes of a record that are kept; the rest is dropped and the record flagged.",
        s => s.Input.MaxRecordBytes, (s, v) => s with { Input = s.Input with { MaxRecordBytes = v } });

    public static Setting Since { get; } = new Setting<Moment?>("Input:Since", Moment.Optional,
        "Reads what is from this time on; of Elasticsearch and Kafka only. Where a cursor was saved, reading goes on there instead.",
        s => s.Input.Since, (s, v) => s with { Input = s.Input with { Since = v } });

    public static Setting Until { get; } = new Setting<Moment?>("Input:Until", Moment.Optional,
        "Reads what is before this time; of Elasticsearch only, and not while following.",
        s => s.Input.Until, (s, v) => s with { Input = s.Input with { Until = v } });

    public static Setting MaxInput { get; } = new Setting<long>("Input:MaxRecords", SettingTypes.Integer(0),
        "Records that are read at most of what is there already, the first ones; 0 reads all. What comes while following has no limit.",
        s => s.Input.MaxRecords, (s, v) => s with { Input = s.Input with { MaxRecords = v } });

    public static Setting To { get; } = new Setting<Location?>("Output:To", SettingTypes.Place(false, LocationKind.Standard, LocationKind.File, LocationKind.Kafka, LocationKind.Elasticsearch),
        "Where verdicts go.",
        s => s.Output.To, (s, v) => s with { Output = s.Output with { To = v! } });

    public static Setting EmitWhich { get; } = new Setting<Emit>("Output:Emit", Emissions,
        "Which verdicts are written; anomalies always are.",
        s => s.Output.Emit, (s, v) => s with { Output = s.Output with { Emit = v } });

    public static Setting Format { get; } = new Setting<string>("Output:Format", SettingTypes.Choice("auto", "json", "table", OutputSettings.LadV1),
        "How verdicts are written; auto is a table on a terminal and JSON lines elsewhere, lad-v1 has the flat fields of LAD's predecessor.",
        s => s.Output.Format, (s, v) => s with { Output = s.Output with { Format = v } });

    public static Setting Namespace { get; } = new Setting<string>("Output:Namespace", SettingTypes.Text,
        "What predictor_namespace holds in the format lad-v1.",
        s => s.Output.Namespace, (s, v) => s with { Output = s.Output with { Namespace = v } });

    public static Setting DeadLetters { get; } = new Setting<Location?>("Output:DeadLetters", SettingTypes.Place(true, LocationKind.File, LocationKind.Kafka),
        "Where records go that could not be processed; empty only counts them.",
        s => s.Output.DeadLetters, (s, v) => s with { Output = s.Output with { DeadLetters = v } });

    public static Setting Cursor { get; } = new Setting<Location?>("Output:Cursor", SettingTypes.Place(true, LocationKind.File, LocationKind.Kafka),
        "Where the position in the source is kept between runs (kafka:TOPIC for sources of Elasticsearch only); empty starts at the beginning each time.",
        s => s.Output.Cursor, (s, v) => s with { Output = s.Output with { Cursor = v } });

    public static Setting Seed { get; } = new Setting<long>("Training:Seed", SettingTypes.Integer(0),
        "Seed of every random choice.",
        s => s.Training.Seed, (s, v) => s with { Training = s.Training with { Seed = v } });

    public static Setting HoldBack { get; } = new Setting<double>("Training:HoldBack", SettingTypes.Between(0, 0.5),
        "Share of the records that is held back from fitting and serves calibration.",
        s => s.Training.HoldBack, (s, v) => s with { Training = s.Training with { HoldBack = v } });

    public static Setting MaxRecords { get; } = new Setting<long>("Training:MaxRecords", SettingTypes.Integer(0),
        "Records that training reads at most; 0 reads all.",
        s => s.Training.MaxRecords, (s, v) => s with { Training = s.Training with { MaxRecords = v } });

    public static Setting Map { get; } = new Setting<MapSize>("Training:MapSize", MapSizes,
        "Rows and columns of the map; auto chooses them from the data.",
        s => s.Training.MapSize, (s, v) => s with { Training = s.Training with { MapSize = v } });

    public static Setting TrainingThreads { get; } = new Setting<long>("Training:Threads", SettingTypes.Integer(0, 1024),
        "Threads that learn; 1 makes training reproducible bit for bit, 0 takes one a processor.",
        s => s.Training.Threads, (s, v) => s with { Training = s.Training with { Threads = v } });

    public static Setting MaskPatterns { get; } = new Setting<IReadOnlyList<string>>("Training:MaskPatterns", SettingTypes.Patterns,
        "Regular expressions (without look-around and back-references) whose matches are masked before anything else.",
        s => s.Training.MaskPatterns, (s, v) => s with { Training = s.Training with { MaskPatterns = v } });

    public static Setting SeverityWeight { get; } = new Setting<double>("Training:SeverityWeight", SettingTypes.From(0, 100),
        "By how much an English word that names a failure (error, timeout, refused ...) raises the score before calibration, as a share of it; 0 takes no notice of such words.",
        s => s.Training.SeverityWeight, (s, v) => s with { Training = s.Training with { SeverityWeight = v } });

    public static Setting Policy { get; } = new Setting<string>("Threshold:Policy", SettingTypes.Choice("quantile", "sigma", "max-fraction", "pot"),
        "How the threshold is set: the wanted false-alarm rate, mean plus deviations, a fraction of the largest distance, or peaks over threshold.",
        s => s.Threshold.Policy, (s, v) => s with { Threshold = s.Threshold with { Policy = v } });

    public static Setting Parameter { get; } = new Setting<double?>("Threshold:Parameter", SettingTypes.PositiveOrAuto,
        "The policy's parameter: false-alarm rate (quantile, pot), number of deviations (sigma), fraction (max-fraction); auto takes the policy's default.",
        s => s.Threshold.Parameter, (s, v) => s with { Threshold = s.Threshold with { Parameter = v } });

    public static Setting Floor { get; } = new Setting<double>("Threshold:Floor", SettingTypes.From(0, 1),
        "No score at or below this is an anomaly, whatever the policy says.",
        s => s.Threshold.Floor, (s, v) => s with { Threshold = s.Threshold with { Floor = v } });

    public static Setting MaxPerWindow { get; } = new Setting<long>("Alerts:MaxPerWindow", SettingTypes.Integer(0),
        "Anomalies that alert in a window, the largest kept and the rest counted; 0 sets no limit.",
        s => s.Alerts.MaxPerWindow, (s, v) => s with { Alerts = s.Alerts with { MaxPerWindow = v } });

    public static Setting Window { get; } = new Setting<TimeSpan>("Alerts:Window", SettingTypes.Duration,
        "The window of MaxPerWindow.",
        s => s.Alerts.Window, (s, v) => s with { Alerts = s.Alerts with { Window = v } });

    public static Setting Threads { get; } = new Setting<long>("Pipeline:Threads", SettingTypes.Integer(0, 1024),
        "Threads that score; 0 takes one a processor.",
        s => s.Pipeline.Threads, (s, v) => s with { Pipeline = s.Pipeline with { Threads = v } });

    public static Setting BatchSize { get; } = new Setting<long>("Pipeline:BatchSize", SettingTypes.Integer(1, 65_536),
        "Records of a batch.",
        s => s.Pipeline.BatchSize, (s, v) => s with { Pipeline = s.Pipeline with { BatchSize = v } });

    public static Setting Engine { get; } = new Setting<string>("Pipeline:Engine", SettingTypes.Choice(PipelineSettings.Auto, PipelineSettings.Akka, PipelineSettings.Dataflow),
        "What links the steps of the graph: akka (Akka.Streams, in builds with -p:AkkaStreams=true) or dataflow (TPL Dataflow); auto takes akka where it is built in.",
        s => s.Pipeline.Engine, (s, v) => s with { Pipeline = s.Pipeline with { Engine = v } });

    public static Setting MaxPoisonedBatches { get; } = new Setting<long>("Pipeline:MaxPoisonedBatches", SettingTypes.Integer(0, 1_000),
        "Batches in a row on which a stage may fail as a whole: their records become dead letters. One more ends the run; with 0 the first one does.",
        s => s.Pipeline.MaxPoisonedBatches, (s, v) => s with { Pipeline = s.Pipeline with { MaxPoisonedBatches = v } });

    public static Setting RetrainEvery { get; } = new Setting<TimeSpan>("Run:RetrainEvery", SettingTypes.Duration,
        "How often lad run learns a new model from recent records; 0s never does.",
        s => s.Run.RetrainEvery, (s, v) => s with { Run = s.Run with { RetrainEvery = v } });

    public static Setting Reservoir { get; } = new Setting<long>("Run:Reservoir", SettingTypes.Integer(100, 10_000_000),
        "Recent records from which lad run learns, at most.",
        s => s.Run.Reservoir, (s, v) => s with { Run = s.Run with { Reservoir = v } });

    public static Setting WarmUp { get; } = new Setting<long>("Run:WarmUp", SettingTypes.Integer(10, 1_000_000),
        "Records of a pipe from which lad run learns its first model.",
        s => s.Run.WarmUp, (s, v) => s with { Run = s.Run with { WarmUp = v } });

    public static Setting AtStart { get; } = new Setting<string>("Run:AtStart", SettingTypes.Choice(RunSettings.Load, RunSettings.Update, RunSettings.Learn),
        "What lad run does with the model when it starts: load takes the one there is and learns one only when there is none, update learns on from it, learn learns anew.",
        s => s.Run.AtStart, (s, v) => s with { Run = s.Run with { AtStart = v } });

    /// <summary>All of them, by section.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Model, ModelName, ModelBytes,
        From, Field, TimeField, LevelField, ServiceField, JoinLines, JoinTimeout, MaxRecordBytes, Since, Until, MaxInput,
        To, EmitWhich, Format, Namespace, DeadLetters, Cursor,
        Seed, HoldBack, MaxRecords, Map, TrainingThreads, MaskPatterns, SeverityWeight, .. TrainingCatalogue.All,
        Policy, Parameter, Floor,
        MaxPerWindow, Window,
        Threads, BatchSize, Engine, MaxPoisonedBatches,
        RetrainEvery, Reservoir, WarmUp, AtStart,
        .. TrainerCatalogue.All,
        .. KafkaCatalogue.All,
        .. ElasticsearchCatalogue.All,
        .. TopicCatalogue.All,
        .. FeedbackCatalogue.All,
        .. HealthCatalogue.All,
        .. TelemetryCatalogue.All,
        .. LoggingCatalogue.All,
        .. FactStoreCatalogue.All,
    ];

    /// <summary>The setting of a key; for a name in a table, the table.</summary>
    public static Setting? Find(string key)
    {
        foreach (Setting setting in All)
        {
            if (setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) return setting;
            if (setting.IsTable && key.StartsWith(setting.Key + ":", StringComparison.OrdinalIgnoreCase)) return setting;
        }
        return null;
    }

    private static bool ParseEmit(string text, out Emit emit, out string fault)
    {
        try
        {
            emit = Emit.Parse(text);
            fault = "";
            return true;
        }
        catch (FormatException)
        {
            emit = Emit.All;
            fault = "must be all, anomalies, or the share of normal verdicts to write, from 0 to 1";
            return false;
        }
    }
}
