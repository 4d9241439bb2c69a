namespace Lad.Elasticsearch.Setup;

/// <summary>The name of a data stream or index of verdicts, taken apart. Data streams are named <c>logs-DATASET-NAMESPACE</c>; anything else is a plain index.</summary>
/// <param name="Name">The whole name.</param>
/// <param name="Dataset">The data set; <see langword="null"/> for a plain index.</param>
internal sealed record VerdictName(string Name, string? Dataset)
{
    private const string Type = "logs-";

    /// <summary>What indices of the same kind are called.</summary>
    public string Pattern => Dataset is null ? Name : $"{Type}{Dataset}-*";

    /// <summary>Takes a name apart.</summary>
    public static VerdictName Of(string name)
    {
        int end = name.LastIndexOf('-');
        bool isDataStream = name.StartsWith(Type, StringComparison.Ordinal) && end > Type.Length && end < name.Length - 1;
        return new VerdictName(name, isDataStream ? name[Type.Length..end] : null);
    }
}
