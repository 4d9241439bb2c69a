using Lad.Cli.Configuration.Prototype;

namespace Lad.Cli.Configuration.Importing;

/// <summary>The predecessor's keys of Elasticsearch.</summary>
internal static class PredecessorElasticsearch
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PredecessorKey> All { get; } =
    [
        new("ES_ENDPOINT", ReadEndpoint),
        new("ES_USE_SSL", static (reading, _) =>
        {
            if (reading.Switch("ES_USE_SSL") is null) reading.LeaveOut("ES_USE_SSL", "must be true or false");
            else if (reading.Value("ES_ENDPOINT") is null) reading.LeaveOut("ES_USE_SSL", "ES_ENDPOINT, whose scheme it would decide, is not set");
        }),
        new("ES_VERIFY_CERTS", static (reading, _) =>
        {
            if (reading.Switch("ES_VERIFY_CERTS") is not { } verify) reading.LeaveOut("ES_VERIFY_CERTS", "must be true or false");
            else reading.Set(ElasticsearchCatalogue.Verify, verify ? "true" : "false", "ES_VERIFY_CERTS");
        }),
        new("ES_CERT_DIR", static (reading, value) =>
        {
            reading.Set(ElasticsearchCatalogue.ClientCertificate, Path.Combine(value, "es.crt"), "ES_CERT_DIR");
            reading.Set(ElasticsearchCatalogue.ClientKey, Path.Combine(value, "es.key"), "ES_CERT_DIR");
        }),
        new("ES_QUERY", static (reading, value) =>
        {
            if (PredecessorStorage.IsUsed(reading, "ES_QUERY", reading.Source, "es", "STORAGE_DATASOURCE")) reading.Set(ElasticsearchCatalogue.Query, value, "ES_QUERY");
        }),
        PredecessorKey.Without("ES_VERSION", "LAD asks the server for its version"),
        PredecessorKey.Without("ES_ELAST_ALERT", "elast_alert is 1, and 0 for an anomaly that feedback or a limit (Alerts:MaxPerWindow) holds back"),
    ];

    // The predecessor's client took https unless ES_USE_SSL was false, whatever the address said.
    private static void ReadEndpoint(PredecessorReading reading, string value)
    {
        bool? ssl = reading.Switch("ES_USE_SSL");
        string scheme = ssl ?? !value.Contains("http://", StringComparison.OrdinalIgnoreCase) ? "https" : "http";
        if (ssl is not null) value = string.Join(',', value.Split(',').Select(part => scheme + "://" + part.Trim().Split("://")[^1]));
        if (!PrototypeEndpoint.TryParse(value, scheme, out PrototypeEndpoint endpoint, out string fault))
        {
            reading.LeaveOut("ES_ENDPOINT", fault);
            return;
        }
        reading.Set(ElasticsearchCatalogue.Nodes, string.Join(SettingTypes.ListSeparator, endpoint.Nodes), "ES_ENDPOINT");
        if (endpoint.User.Length > 0)
        {
            reading.Set(ElasticsearchCatalogue.User, endpoint.User, "ES_ENDPOINT");
            reading.Set(ElasticsearchCatalogue.Password, endpoint.Password, "ES_ENDPOINT");
            reading.Change("ES_ENDPOINT", "holds a password, which stands in Elasticsearch:Password now; a file of its own is safer (Elasticsearch:PasswordFile)");
        }
        if (ssl is null && scheme == "http") reading.Change("ES_ENDPOINT", "is reached by http as it says; the predecessor took https unless ES_USE_SSL was false");
        if (scheme == "https" && reading.Value("ES_VERIFY_CERTS") is null) reading.Change("ES_VERIFY_CERTS", "was off when it was not set; the server's certificate is verified now (Elasticsearch:CaFile names its authority)");
    }
}
