namespace Lad.Cli.Configuration.Importing;

/// <summary>Every key of the predecessor's configuration, in the order in which they are read.</summary>
internal static class PredecessorKeys
{
    private static readonly Dictionary<string, string> EarlierNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["STORAGE_BACKEND_SINK"] = "STORAGE_DATASINK",
        ["KF_SINK_BOOTSTRAP_SERVER"] = "KF_BOOTSTRAP_SERVER",
        ["KF_SINK_TOPIC"] = "KF_TOPIC",
        ["KF_SINK_CACERT"] = "KF_CACERT",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PredecessorKey> All { get; } =
    [
        .. PredecessorStorage.All, .. PredecessorElasticsearch.All, .. PredecessorKafka.All, .. PredecessorTraining.All, .. PredecessorInference.All,
    ];

    /// <summary>The key of a name, with or without <c>LAD_</c>, also of names that it had earlier; <see langword="null"/>: there is none.</summary>
    public static PredecessorKey? Find(string name)
    {
        string bare = name.StartsWith("LAD_", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
        string last = EarlierNames.GetValueOrDefault(bare, bare);
        return All.FirstOrDefault(key => key.Name.Equals(last, StringComparison.OrdinalIgnoreCase));
    }
}
