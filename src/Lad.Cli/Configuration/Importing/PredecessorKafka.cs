namespace Lad.Cli.Configuration.Importing;

/// <summary>The predecessor's keys of Kafka.</summary>
internal static class PredecessorKafka
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PredecessorKey> All { get; } =
    [
        new("KF_BOOTSTRAP_SERVER", static (reading, value) => reading.Set(KafkaCatalogue.BootstrapServers, value, "KF_BOOTSTRAP_SERVER")),
        new("KF_TOPIC", static (reading, value) =>
        {
            if (reading.Source == "kafka") reading.Set(SettingCatalogue.From, "kafka:" + value, "KF_TOPIC");
            if (reading.Sink != "kafka")
            {
                if (reading.Source != "kafka") PredecessorStorage.IsUsed(reading, "KF_TOPIC", reading.Sink, "kafka", "STORAGE_DATASINK");
                return;
            }
            reading.Set(SettingCatalogue.To, "kafka:" + value, "KF_TOPIC");
            reading.Set(SettingCatalogue.Format, OutputSettings.LadV1, "KF_TOPIC");
            reading.Set(KafkaCatalogue.AnomaliesTopic, "", "KF_TOPIC");
            reading.Change("KF_TOPIC", "a message was the JSON array of a whole iteration; each verdict is a message of its own now, with its event's id in a header");
        }),
        new("KF_CACERT", static (reading, value) => reading.SetItem(KafkaCatalogue.Client, "ssl.ca.location", value, "KF_CACERT")),
        new("KF_SECURITY_PROTOCOL", static (reading, value) =>
        {
            string protocol = value.ToLowerInvariant();
            if (protocol is "plaintext" or "ssl" or "sasl_plaintext" or "sasl_ssl") reading.SetItem(KafkaCatalogue.Client, "security.protocol", protocol, "KF_SECURITY_PROTOCOL");
            else reading.LeaveOut("KF_SECURITY_PROTOCOL", "must be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL");
        }),
        PredecessorKey.Without("KF_AUTO_TIMEOUT", "it was a time for finding out the broker's version, which Kafka's client does by itself; any of its properties can be set in Kafka:Client"),
    ];
}
