namespace Lad.Cli.Configuration.Importing;

/// <summary>The predecessor's keys of models and training.</summary>
internal static class PredecessorTraining
{
    private const string OneFile = "a model is one snapshot, map and word vectors together, and its versions are kept under Model:Name in Model:Location";
    private const string Words = "its words were whole messages with all but letters taken out; LAD's are the words of templates, for which its own figures are chosen";
    private const string Upload = "models are not uploaded; a topic shares them (Model:Location kafka:TOPIC)";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PredecessorKey> All { get; } =
    [
        new("MODEL_DIR", static (reading, value) =>
        {
            reading.Set(SettingCatalogue.Model, "models:" + value, "MODEL_DIR");
            reading.Change("MODEL_DIR", "the predecessor's own models in it are not read: learn one with lad train");
        }),
        PredecessorKey.Without("MODEL_FILE", OneFile),
        PredecessorKey.Without("MODEL_PATH", OneFile),
        PredecessorKey.Without("W2V_MODEL_FILE", OneFile),
        PredecessorKey.Without("W2V_MODEL_PATH", OneFile),
        PredecessorKey.Without("MODEL_STORE", Upload),
        PredecessorKey.Without("MODEL_STORE_PATH", Upload),
        PredecessorKey.Without("S3_KEY", Upload),
        PredecessorKey.Without("S3_SECRET", Upload),
        PredecessorKey.Without("S3_HOST", Upload),
        PredecessorKey.Without("S3_BUCKET", Upload),
        new("TRAIN_TIME_SPAN", static (reading, _) =>
        {
            if (!reading.TryCount("TRAIN_TIME_SPAN", 1, out long seconds)) return;
            if (reading.ReadsElasticsearch) reading.Set(TrainingCatalogue.Since, $"-{seconds}s", "TRAIN_TIME_SPAN");
            else reading.LeaveOut("TRAIN_TIME_SPAN", "it counted for Elasticsearch alone; a file is learned from as a whole");
        }),
        new("TRAIN_MAX_ENTRIES", static (reading, _) =>
        {
            if (!reading.TryCount("TRAIN_MAX_ENTRIES", 1, out long count)) return;
            reading.Set(SettingCatalogue.MaxRecords, $"{count}", "TRAIN_MAX_ENTRIES");
            if (reading.ReadsElasticsearch) reading.Set(TrainingCatalogue.Latest, "true", "TRAIN_MAX_ENTRIES");
            else reading.Change("TRAIN_MAX_ENTRIES", "the first records of the file are learned from; it counted for Elasticsearch alone");
        }),
        new("TRAIN_ITERATIONS", static (reading, _) =>
        {
            if (!reading.TryCount("TRAIN_ITERATIONS", 1, out long count)) return;
            if (reading.Value("SOMPY_TRAIN_ROUGH_LEN") is not null || reading.Value("SOMPY_TRAIN_FINETUNE_LEN") is not null)
            {
                reading.LeaveOut("TRAIN_ITERATIONS", "SOMPY_TRAIN_ROUGH_LEN and SOMPY_TRAIN_FINETUNE_LEN say how long the map learns, as they did in the predecessor");
                return;
            }
            reading.Set(TrainingCatalogue.MapIterations, $"{count}", "TRAIN_ITERATIONS");
            reading.Change("TRAIN_ITERATIONS", "an iteration shows the map one vector, and each distinct message is one; the predecessor's last version did not look at the key");
        }),
        new("TRAIN_UPDATE_MODEL", static (reading, _) =>
        {
            if (reading.Switch("TRAIN_UPDATE_MODEL") is { } update) reading.Set(SettingCatalogue.AtStart, update ? RunSettings.Update : RunSettings.Learn, "TRAIN_UPDATE_MODEL");
            else reading.LeaveOut("TRAIN_UPDATE_MODEL", "must be true or false");
        }),
        PredecessorKey.Without("TRAIN_WINDOW", Words),
        PredecessorKey.Without("TRAIN_VECTOR_LENGTH", Words),
        PredecessorKey.Without("W2V_MIN_COUNT", Words),
        PredecessorKey.Without("W2V_ITER", Words),
        PredecessorKey.Without("W2V_COMPUTE_LOSS", "the loss of the word vectors is not reported"),
        new("W2V_SEED", static (reading, _) => { if (reading.TryCount("W2V_SEED", 0, out long seed)) reading.Set(SettingCatalogue.Seed, $"{seed}", "W2V_SEED"); }),
        new("W2V_WORKERS", static (reading, _) =>
        {
            if (!reading.TryCount("W2V_WORKERS", 1, out long threads)) return;
            reading.Set(SettingCatalogue.TrainingThreads, $"{threads}", "W2V_WORKERS");
            if (threads > 1) reading.Change("W2V_WORKERS", "only one thread makes training reproducible, seed or not");
        }),
        new("PARALLELISM", static (reading, _) =>
        {
            if (!reading.TryCount("PARALLELISM", 1, out long threads)) return;
            reading.Set(SettingCatalogue.Threads, $"{threads}", "PARALLELISM");
            reading.Change("PARALLELISM", "threads that score; those that learn are Training:Threads");
        }),
        new("SOMPY_TRAIN_ROUGH_LEN", static (reading, _) => { if (reading.TryCount("SOMPY_TRAIN_ROUGH_LEN", 1, out long epochs)) reading.Set(TrainingCatalogue.MapRoughEpochs, $"{epochs}", "SOMPY_TRAIN_ROUGH_LEN"); }),
        new("SOMPY_TRAIN_FINETUNE_LEN", static (reading, _) => { if (reading.TryCount("SOMPY_TRAIN_FINETUNE_LEN", 1, out long epochs)) reading.Set(TrainingCatalogue.MapFineEpochs, $"{epochs}", "SOMPY_TRAIN_FINETUNE_LEN"); }),
        new("SOMPY_NODE_MAP", static (reading, _) => { if (reading.TryCount("SOMPY_NODE_MAP", 1, out long side)) reading.Set(SettingCatalogue.Map, $"{side}x{side}", "SOMPY_NODE_MAP"); }),
        new("SOMPY_INIT", static (reading, value) => reading.LeaveOut("SOMPY_INIT", value.Equals("pca", StringComparison.OrdinalIgnoreCase)
            ? "the map always begins on the plane of the principal components, as pca did"
            : "the map always begins on the plane of the principal components, which makes training reproducible")),
    ];
}
