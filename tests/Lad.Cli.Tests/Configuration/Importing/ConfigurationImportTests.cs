using System.Collections;
using System.Text;
using Lad.Cli.Configuration;
using Lad.Cli.Configuration.Importing;

namespace Lad.Cli.Tests.Configuration.Importing;

public sealed class ConfigurationImportTests : IDisposable
{
    private const string Yaml = """
        # a predecessor's configuration
        STORAGE_DATASOURCE: "es.source"
        STORAGE_DATASINK: es
        ES_ENDPOINT: es-1:9200
        ES_INPUT_INDEX: logstash-
        ES_TARGET_INDEX: "found-"
        ES_QUERY: 'service: journal AND NOT level:debug'
        ES_CERT_DIR: /certs
        ES_USE_SSL: True
        ES_VERIFY_CERTS: no
        MODEL_DIR: ./models/
        TRAIN_TIME_SPAN: 900
        TRAIN_MAX_ENTRIES: 315448
        TRAIN_UPDATE_MODEL: True
        PARALLELISM: 2
        INFER_ANOMALY_THRESHOLD: 3.1
        INFER_TIME_SPAN: 60
        INFER_LOOPS: 10
        INFER_MAX_ENTRIES: 78862
        W2V_SEED: 7
        W2V_WORKERS: 1
        SOMPY_TRAIN_ROUGH_LEN: 100
        SOMPY_TRAIN_FINETUNE_LEN: 5
        SOMPY_NODE_MAP: 24
        LOG_FORMATTER: strip_prefix
        """;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void What_is_written_is_read_again_and_says_what_the_predecessors_keys_said()
    {
        ConfigurationImport import = Import(Yaml);
        EffectiveSettings effective = Load(import);

        Dictionary<string, string> set = effective.Origins.Keys.ToDictionary(key => key, key => SettingCatalogue.Find(key)!.Show(effective.Settings));
        Assert.Equal(new Dictionary<string, string>
        {
            ["Input:From"] = "es:logstash-*",
            ["Output:To"] = "es:found-",
            ["Output:Format"] = "lad-v1",
            ["Elasticsearch:Nodes"] = "https://es-1:9200",
            ["Elasticsearch:Query"] = "service: journal AND NOT level:debug",
            ["Elasticsearch:Verify"] = "false",
            ["Elasticsearch:AnomaliesIndex"] = "",
            ["Elasticsearch:PageSize"] = "10000",
            ["Elasticsearch:PollInterval"] = "1m",
            ["Model:Location"] = "models:./models/",
            ["Training:Since"] = "-15m",
            ["Training:MaxRecords"] = "315448",
            ["Training:Latest"] = "true",
            ["Training:Seed"] = "7",
            ["Training:Threads"] = "1",
            ["Training:MapSize"] = "24x24",
            ["Training:MapRoughEpochs"] = "100",
            ["Training:MapFineEpochs"] = "5",
            ["Training:MaskPatterns"] = @"^[^\]]*\] ",
            ["Run:AtStart"] = "update",
            ["Run:RetrainEvery"] = "10m",
            ["Pipeline:Threads"] = "2",
            ["Threshold:Policy"] = "sigma",
            ["Threshold:Parameter"] = "3.1",
            ["Input:Since"] = "-1m",
            ["Alerts:Window"] = "1m",
        }.OrderBy(pair => pair.Key, StringComparer.Ordinal), set.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Empty(import.Left);
        Assert.Empty(import.Unknown);
        Assert.Contains(import.Entries, entry => entry is { Key: "Elasticsearch:ClientCertificate", Text: "/certs/es.crt" });
    }

    [Fact]
    public void An_environment_says_the_same_as_a_file()
    {
        string environment = string.Join('\n', Yaml.Split('\n').Where(line => line.Contains(": ", StringComparison.Ordinal)).Select(line =>
        {
            string[] parts = line.Split(": ", 2);
            string value = parts[1].Trim();
            return $"export LAD_{parts[0].Trim()}={(value[0] is '"' or '\'' ? value : $"\"{value}\"")} # remark";
        }));

        Assert.Equal(ImportedJson.Write(Import(Yaml).Entries), ImportedJson.Write(Import(environment).Entries));
    }

    [Theory]
    [InlineData("STORAGE_DATASOURCE STORAGE_DATASINK ES_ENDPOINT ES_TARGET_INDEX ES_INPUT_INDEX ES_QUERY ES_CERT_DIR ES_USE_SSL ES_VERIFY_CERTS KF_BOOTSTRAP_SERVER KF_TOPIC KF_CACERT KF_SECURITY_PROTOCOL LS_INPUT_PATH LS_OUTPUT_PATH MODEL_DIR")]
    [InlineData("TRAIN_TIME_SPAN TRAIN_MAX_ENTRIES TRAIN_ITERATIONS TRAIN_UPDATE_MODEL TRAIN_WINDOW TRAIN_VECTOR_LENGTH PARALLELISM INFER_ANOMALY_THRESHOLD INFER_TIME_SPAN INFER_LOOPS INFER_MAX_ENTRIES")]
    [InlineData("W2V_MIN_COUNT W2V_ITER W2V_SEED W2V_WORKERS SOMPY_TRAIN_ROUGH_LEN SOMPY_TRAIN_FINETUNE_LEN SOMPY_NODE_MAP SOMPY_INIT FACT_STORE_URL FREQ_NOISE LOG_FORMATTER")]
    public void Every_key_of_the_predecessor_is_set_or_named(string names)
    {
        foreach (string name in names.Split(' '))
        {
            foreach (string value in new[] { "1", "x", "true" })
            {
                ConfigurationImport import = Import($"LAD_{name}={value}");
                // What chooses between others sets nothing alone.
                Assert.True(import.Entries.Count + import.Left.Count > 0, $"{name}={value}");
                Assert.Empty(import.Unknown);
                _ = Load(import with { Entries = [.. import.Entries.Where(entry => !entry.Key.StartsWith("Elasticsearch:Client", StringComparison.Ordinal))] });
            }
        }
    }

    [Fact]
    public void A_key_without_counterpart_is_named_with_the_reason_and_an_unknown_one_with_its_likeliest_name()
    {
        ConfigurationImport import = Import("FREQ_NOISE: 10\nLAD_W2V_ITER: 500\nINFER_LOOP: 3\nSTORAGE_DATASOURCE: mysql\nTRAIN_TIME_SPAN: soon\nMODEL_DIR: [a, b]\n");

        Assert.Equal(["FREQ_NOISE", "LAD_W2V_ITER", "MODEL_DIR", "STORAGE_DATASOURCE", "TRAIN_TIME_SPAN"], import.Left.Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Equal("INFER_LOOP: is no key that LAD knows; did you mean INFER_LOOPS?", Assert.Single(import.Unknown));
        Assert.Empty(import.Entries);
    }

    [Fact]
    public void Topics_and_files_are_the_storages_that_are_named()
    {
        EffectiveSettings effective = Load(Import("STORAGE_DATASOURCE: localdir\nLS_INPUT_PATH: /var/log\nSTORAGE_BACKEND_SINK: kafka\nKF_SINK_BOOTSTRAP_SERVER: k-1:9092\nKF_SINK_TOPIC: lad\nKF_CACERT: /ca.pem\nKF_SECURITY_PROTOCOL: SSL\n"));

        Assert.Equal(("dir:/var/log", "kafka:lad", "k-1:9092", ""), (SettingCatalogue.From.Show(effective.Settings), SettingCatalogue.To.Show(effective.Settings), effective.Settings.Kafka.BootstrapServers, effective.Settings.Kafka.AnomaliesTopic));
        Assert.Equal("security.protocol=ssl\nssl.ca.location=/ca.pem", KafkaCatalogue.Client.Show(effective.Settings));
    }

    [Fact]
    public void Keys_of_a_storage_that_is_not_used_are_named()
    {
        ConfigurationImport import = Import("STORAGE_DATASOURCE: local\nLS_INPUT_PATH: app.log\nSTORAGE_DATASINK: stdout\nES_INPUT_INDEX: logs-\nLS_OUTPUT_PATH: out.txt\n");

        Assert.Equal(["ES_INPUT_INDEX: is not used: STORAGE_DATASOURCE is local", "LS_OUTPUT_PATH: is not used: STORAGE_DATASINK is stdout"], import.Left);
        Assert.Equal("anomalies", SettingCatalogue.EmitWhich.Show(Load(import).Settings));
    }

    [Theory]
    [InlineData("http://es-1:9200", null, "http://es-1:9200")]
    [InlineData("http://es-1:9200", "true", "https://es-1:9200")]
    [InlineData("https://es-1", "false", "http://es-1:9200")]
    [InlineData("es-1:9200", null, "https://es-1:9200")]
    public void Whether_a_connection_is_encrypted_is_said_as_the_predecessors_client_understood_it(string endpoint, string? ssl, string node) =>
        Assert.Equal(node, Assert.Single(Load(Import($"ES_ENDPOINT={endpoint}\nES_USE_SSL={ssl}")).Settings.Elasticsearch.Nodes));

    [Fact]
    public void The_prototypes_variables_are_taken_too()
    {
        ConfigurationImport import = Import("export LADI_INDEX='logstash-' # name of the index\nLADI_THRESHOLD=0.99\nLADI_MAX_ANOMALIES=none\nLADI_TRESHOLD=1\n");

        Assert.Equal(("es:logstash-*", 0.99), (SettingCatalogue.From.Show(Load(import).Settings), Load(import).Settings.Threshold.Parameter));
        Assert.StartsWith("LADI_MAX_ANOMALIES: must be a whole number", Assert.Single(import.Left), StringComparison.Ordinal);
        Assert.Contains("did you mean LADI_THRESHOLD?", Assert.Single(import.Changed), StringComparison.Ordinal);
    }

    [Fact]
    public void No_message_shows_a_secret()
    {
        ConfigurationImport import = Import("LAD_ES_ENDPOINT=joe:geheim@es-1:9200\nLAD_S3_SECRET=geheim\nLAD_S3_KEY=geheim\nLAD_SQL_CONNECT=mysql://joe:geheim@db\nLADI_ELASTICSEARCH_ENDPOINT=geheim://geheim\nGEHEIM_X=geheim\n");

        Assert.All([.. import.Left, .. import.Changed, .. import.Unknown], line => Assert.DoesNotContain("geheim", line, StringComparison.Ordinal));
        Assert.Equal("geheim", Load(import).Settings.Elasticsearch.Password);
    }

    private static ConfigurationImport Import(string text) => ConfigurationImport.Of(ImportedFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test"));

    private EffectiveSettings Load(ConfigurationImport import)
    {
        string json = ImportedJson.Write([.. import.Entries.Where(entry => !entry.Key.StartsWith("Elasticsearch:Client", StringComparison.Ordinal))]);
        return EffectiveSettings.Load(directory.Write("lad.json", json), new Hashtable(), SettingLayer.Empty);
    }
}
