namespace Lad.Cli.Configuration.Prototype;

/// <summary>Where Elasticsearch is, which the prototype was told twice.</summary>
internal static class PrototypeCluster
{
    private const string Training = "LADT_ELASTICSEARCH_ENDPOINT";
    private const string Inference = "LADI_ELASTICSEARCH_ENDPOINT";

    /// <summary>Reads one of the two.</summary>
    public static void Read(PrototypeReading reading, string variable, string value)
    {
        if (!PrototypeEndpoint.TryParse(value, null, out PrototypeEndpoint endpoint, out string fault))
        {
            reading.Refuse(variable, fault);
            return;
        }
        if (variable == Inference && reading.Value(Training) is { } other && PrototypeEndpoint.TryParse(other, null, out PrototypeEndpoint first, out _))
        {
            if (!Same(endpoint, first))
            {
                reading.Refuse(variable, $"names {string.Join(",", endpoint.Nodes)} and {Training} {string.Join(",", first.Nodes)}{(endpoint.Nodes.SequenceEqual(first.Nodes) ? " with another user" : "")}: one process reads one cluster. "
                    + "Give both the same nodes (several separated by commas); to learn from one cluster and watch another, run lad train and lad score --follow, each with its own variables");
            }
            return;
        }
        reading.Set(ElasticsearchCatalogue.Nodes, string.Join(SettingTypes.ListSeparator, endpoint.Nodes), variable);
        if (endpoint.User.Length == 0) return;
        reading.Set(ElasticsearchCatalogue.User, endpoint.User, variable);
        reading.Set(ElasticsearchCatalogue.Password, endpoint.Password, variable);
    }

    private static bool Same(PrototypeEndpoint one, PrototypeEndpoint other) =>
        one.Nodes.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other.Nodes) && (one.User, one.Password) == (other.User, other.Password);
}
