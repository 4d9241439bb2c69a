namespace Lad.Elasticsearch.Connections;

/// <summary>Says what is allowed and yet unwise.</summary>
internal static class OptionWarnings
{
    public static IEnumerable<string> Of(ElasticsearchOptions options)
    {
        if (!options.Security.Verify && options.Nodes.Any(node => node.Scheme == Uri.UriSchemeHttps))
            yield return "Elasticsearch:Verify is off: whoever is between here and the nodes can read and change everything, the credentials too. Elasticsearch:CaFingerprint is as easily set.";
        if (options.Credentials is null) yield break;
        foreach (Uri node in options.Nodes.Where(node => node.Scheme == Uri.UriSchemeHttp && !node.IsLoopback))
            yield return $"{NodeAddresses.NameOf(node)} is not encrypted: everybody on the way can read the credentials. Use https.";
    }
}
