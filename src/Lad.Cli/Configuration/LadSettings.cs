using Lad.Cli.Locations;
using Lad.Pipeline.Sinks;

namespace Lad.Cli.Configuration;

/// <summary>All settings, with their defaults. Immutable.</summary>
public sealed record LadSettings
{
    /// <summary>Which model.</summary>
    public ModelSettings Model { get; init; } = new();

    /// <summary>Where records come from and how they are read.</summary>
    public InputSettings Input { get; init; } = new();

    /// <summary>Where verdicts go.</summary>
    public OutputSettings Output { get; init; } = new();

    /// <summary>How a model is learned.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>What makes an anomaly.</summary>
    public ThresholdSettings Threshold { get; init; } = new();

    /// <summary>How many anomalies alert.</summary>
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>How the graph runs.</summary>
    public PipelineSettings Pipeline { get; init; } = new();

    /// <summary>What <c>lad run</c> does over time.</summary>
    public RunSettings Run { get; init; } = new();

    /// <summary>What <c>lad trainer</c> learns from, when, and what a model must keep to.</summary>
    public TrainerSettings Trainer { get; init; } = new();

    /// <summary>How Kafka is reached, read and written.</summary>
    public KafkaSettings Kafka { get; init; } = new();

    /// <summary>How Elasticsearch is reached, read and written.</summary>
    public ElasticsearchSettings Elasticsearch { get; init; } = new();

    /// <summary>Where people's feedback is published.</summary>
    public FeedbackSettings Feedback { get; init; } = new();

    /// <summary>How topics are made.</summary>
    public TopicSettings Topics { get; init; } = new();

    /// <summary>How a long-running command tells that it is well.</summary>
    public HealthSettings Health { get; init; } = new();

    /// <summary>What it measures of itself, and who gets it.</summary>
    public TelemetrySettings Telemetry { get; init; } = new();

    /// <summary>How it writes its diagnostics.</summary>
    public LoggingSettings Logging { get; init; } = new();

    /// <summary>How the fact store keeps, shows and takes feedback.</summary>
    public FactStoreSettings FactStore { get; init; } = new();

    /// <summary>The same, reading so many records at most; 0: no fewer than before.</summary>
    internal LadSettings ReadingAtMost(long records) =>
        records == 0 || (Input.MaxRecords > 0 && Input.MaxRecords <= records) ? this : this with { Input = Input with { MaxRecords = records } };
}

/// <summary>Which model.</summary>
public sealed record ModelSettings
{
    /// <summary>A directory of snapshots, one snapshot's file, or a topic.</summary>
    public Location Location { get; init; } = new(LocationKind.Models, ".lad/models");

    /// <summary>The model's name in its directory.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Bytes that all models of a scorer together may take.</summary>
    public long MaxBytes { get; init; } = 512L << 20;
}

/// <summary>Where records come from and how they are read.</summary>
public sealed record InputSettings
{
    /// <summary>The source.</summary>
    public Location From { get; init; } = Location.Standard;

    /// <summary>What is scored: <c>auto</c> (the message found in each record), <c>none</c> (the whole line), or a JSON path.</summary>
    public string Field { get; init; } = "auto";

    /// <summary>JSON path of the event time; empty: the usual ones are tried.</summary>
    public string TimeField { get; init; } = "";

    /// <summary>JSON path of the level; empty: the usual ones are tried.</summary>
    public string LevelField { get; init; } = "";

    /// <summary>JSON path of the service; empty: the usual ones are tried.</summary>
    public string ServiceField { get; init; } = "";

    /// <summary>Whether the lines of stack traces are joined to one record.</summary>
    public bool JoinLines { get; init; } = true;

    /// <summary>How long an unfinished multi-line record waits for its next line.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Bytes of a record that are kept; the rest is dropped and the record flagged.</summary>
    public long MaxRecordBytes { get; init; } = 1 << 20;

    /// <summary>The time from which is read; <see langword="null"/>: from the beginning.</summary>
    public Moment? Since { get; init; }

    /// <summary>The time before which is read; <see langword="null"/>: to the end.</summary>
    public Moment? Until { get; init; }

    /// <summary>Records that are read at most of what is there; 0: all.</summary>
    public long MaxRecords { get; init; }
}

/// <summary>Where verdicts go.</summary>
public sealed record OutputSettings
{
    /// <summary>The sink.</summary>
    public Location To { get; init; } = Location.Standard;

    /// <summary>Which verdicts are written.</summary>
    public Emit Emit { get; init; } = Emit.All;

    /// <summary>The format with the flat fields of LAD's predecessor.</summary>
    public const string LadV1 = "lad-v1";

    /// <summary><c>json</c>, <c>table</c>, <c>lad-v1</c>, or <c>auto</c>: a table on a terminal, JSON lines elsewhere.</summary>
    public string Format { get; init; } = "auto";

    /// <summary>What <c>predictor_namespace</c> holds in the format <c>lad-v1</c>.</summary>
    public string Namespace { get; init; } = "localhost";

    /// <summary>Where records go that could not be processed; <see langword="null"/>: counted and named on stderr only.</summary>
    public Location? DeadLetters { get; init; }

    /// <summary>Where the position in the source is kept between runs; <see langword="null"/>: nowhere.</summary>
    public Location? Cursor { get; init; }
}

/// <summary>How a model is learned.</summary>
public sealed record TrainingSettings
{
    /// <summary>Seed of every random choice.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Share of the records that is held back for calibration.</summary>
    public double HoldBack { get; init; } = 0.2;

    /// <summary>Records that are read at most; 0: all.</summary>
    public long MaxRecords { get; init; }

    /// <summary>Rows and columns of the map.</summary>
    public MapSize MapSize { get; init; } = new(24, 24);

    /// <summary>Threads that learn; 1 makes training reproducible bit for bit, 0 takes one a processor.</summary>
    public long Threads { get; init; } = 1;

    /// <summary>Regular expressions whose matches are masked before anything else.</summary>
    public IReadOnlyList<string> MaskPatterns { get; init; } = [];

    /// <summary>By how much a word that names a failure raises the score before calibration, as a share of it; 0: not at all.</summary>
    public double SeverityWeight { get; init; } = 1;

    /// <summary>The source that is learned from; <see langword="null"/>: the input.</summary>
    public Location? From { get; init; }

    /// <summary>The time from which is learned; <see langword="null"/>: the input's.</summary>
    public Moment? Since { get; init; }

    /// <summary>The service whose documents are learned from; empty: the input's.</summary>
    public string Service { get; init; } = "";

    /// <summary>Which documents are learned from; empty: the input's.</summary>
    public string Query { get; init; } = "";

    /// <summary>Whether the records that are read at most are the latest ones of an index.</summary>
    public bool Latest { get; init; }

    /// <summary>How often a vector is shown to the map; 0: as the epochs say.</summary>
    public long MapIterations { get; init; }

    /// <summary>Epochs in which the map takes its order.</summary>
    public long MapRoughEpochs { get; init; } = 20;

    /// <summary>Epochs in which it settles.</summary>
    public long MapFineEpochs { get; init; } = 30;
}

/// <summary>What makes an anomaly.</summary>
public sealed record ThresholdSettings
{
    /// <summary>The policy.</summary>
    public string Policy { get; init; } = "quantile";

    /// <summary>The policy's parameter; <see langword="null"/>: its default.</summary>
    public double? Parameter { get; init; }

    /// <summary>No score at or below this is an anomaly.</summary>
    public double Floor { get; init; }
}

/// <summary>How many anomalies alert.</summary>
public sealed record AlertSettings
{
    /// <summary>Anomalies that alert in a window; the largest are kept. 0: no limit.</summary>
    public long MaxPerWindow { get; init; }

    /// <summary>The window.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>How the graph runs.</summary>
public sealed record PipelineSettings
{
    /// <summary>Threads that score; 0 takes one a processor.</summary>
    public long Threads { get; init; }

    /// <summary>Records of a batch.</summary>
    public long BatchSize { get; init; } = 512;

    /// <summary>What links the steps: <see cref="Akka"/>, <see cref="Dataflow"/>, or <see cref="Auto"/> for the first of these that is built in.</summary>
    public string Engine { get; init; } = Auto;

    /// <summary>Batches in a row on which a stage may fail as a whole before the run ends.</summary>
    public long MaxPoisonedBatches { get; init; } = 3;

    /// <summary>Akka.Streams where it is built in, otherwise TPL Dataflow.</summary>
    public const string Auto = "auto";

    /// <summary>Akka.Streams.</summary>
    public const string Akka = "akka";

    /// <summary>TPL Dataflow.</summary>
    public const string Dataflow = "dataflow";
}

/// <summary>What <c>lad run</c> does over time.</summary>
public sealed record RunSettings
{
    /// <summary>How often a new model is learned.</summary>
    public TimeSpan RetrainEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Recent records from which it is learned, at most.</summary>
    public long Reservoir { get; init; } = 200_000;

    /// <summary>Records of a pipe from which the first model is learned, when there is none.</summary>
    public long WarmUp { get; init; } = 2_000;

    /// <summary>What is done with the model when it starts: <see cref="Load"/>, <see cref="Update"/> or <see cref="Learn"/>.</summary>
    public string AtStart { get; init; } = Load;

    /// <summary>Takes the model there is, and learns one only when there is none.</summary>
    public const string Load = "load";

    /// <summary>Learns at each start, on from the model there is.</summary>
    public const string Update = "update";

    /// <summary>Learns at each start, anew.</summary>
    public const string Learn = "learn";
}
