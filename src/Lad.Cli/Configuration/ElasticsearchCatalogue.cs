namespace Lad.Cli.Configuration;

/// <summary>The settings of Elasticsearch.</summary>
internal static class ElasticsearchCatalogue
{
    public static Setting Nodes { get; } = new Setting<IReadOnlyList<string>>("Elasticsearch:Nodes", ElasticsearchTypes.Nodes,
        "The cluster's nodes, http or https; when one cannot be reached the next one is asked.",
        s => s.Elasticsearch.Nodes, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Nodes = v } });

    public static Setting ApiKey { get; } = new Setting<string>("Elasticsearch:ApiKey", ElasticsearchTypes.Secret,
        "An API key: its encoded form, or id:api_key. Better kept in a file.",
        s => s.Elasticsearch.ApiKey, (s, v) => s with { Elasticsearch = s.Elasticsearch with { ApiKey = v } });

    public static Setting ApiKeyFile { get; } = new Setting<string>("Elasticsearch:ApiKeyFile", ElasticsearchTypes.OptionalFile,
        "A file that holds the API key.",
        s => s.Elasticsearch.ApiKeyFile, (s, v) => s with { Elasticsearch = s.Elasticsearch with { ApiKeyFile = v } });

    public static Setting User { get; } = new Setting<string>("Elasticsearch:User", SettingTypes.Text,
        "The user, with a password.",
        s => s.Elasticsearch.User, (s, v) => s with { Elasticsearch = s.Elasticsearch with { User = v } });

    public static Setting Password { get; } = new Setting<string>("Elasticsearch:Password", ElasticsearchTypes.Secret,
        "The user's password. Better kept in a file.",
        s => s.Elasticsearch.Password, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Password = v } });

    public static Setting PasswordFile { get; } = new Setting<string>("Elasticsearch:PasswordFile", ElasticsearchTypes.OptionalFile,
        "A file that holds the password.",
        s => s.Elasticsearch.PasswordFile, (s, v) => s with { Elasticsearch = s.Elasticsearch with { PasswordFile = v } });

    public static Setting Token { get; } = new Setting<string>("Elasticsearch:Token", ElasticsearchTypes.Secret,
        "A bearer token. Better kept in a file.",
        s => s.Elasticsearch.Token, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Token = v } });

    public static Setting TokenFile { get; } = new Setting<string>("Elasticsearch:TokenFile", ElasticsearchTypes.OptionalFile,
        "A file that holds the bearer token.",
        s => s.Elasticsearch.TokenFile, (s, v) => s with { Elasticsearch = s.Elasticsearch with { TokenFile = v } });

    public static Setting CaFile { get; } = new Setting<string>("Elasticsearch:CaFile", ElasticsearchTypes.OptionalFile,
        "A PEM file of the authorities that are trusted instead of the system's.",
        s => s.Elasticsearch.CaFile, (s, v) => s with { Elasticsearch = s.Elasticsearch with { CaFile = v } });

    public static Setting CaFingerprint { get; } = new Setting<string>("Elasticsearch:CaFingerprint", ElasticsearchTypes.Fingerprint,
        "SHA-256 of a certificate in the server's chain, as Elasticsearch prints it at its first start; that certificate is trusted.",
        s => s.Elasticsearch.CaFingerprint, (s, v) => s with { Elasticsearch = s.Elasticsearch with { CaFingerprint = v } });

    public static Setting ClientCertificate { get; } = new Setting<string>("Elasticsearch:ClientCertificate", ElasticsearchTypes.OptionalFile,
        "The client's own certificate, PEM or PKCS#12.",
        s => s.Elasticsearch.ClientCertificate, (s, v) => s with { Elasticsearch = s.Elasticsearch with { ClientCertificate = v } });

    public static Setting ClientKey { get; } = new Setting<string>("Elasticsearch:ClientKey", ElasticsearchTypes.OptionalFile,
        "The key of that certificate, when it has a file of its own.",
        s => s.Elasticsearch.ClientKey, (s, v) => s with { Elasticsearch = s.Elasticsearch with { ClientKey = v } });

    public static Setting ClientKeyPasswordFile { get; } = new Setting<string>("Elasticsearch:ClientKeyPasswordFile", ElasticsearchTypes.OptionalFile,
        "A file that holds the key's password.",
        s => s.Elasticsearch.ClientKeyPasswordFile, (s, v) => s with { Elasticsearch = s.Elasticsearch with { ClientKeyPasswordFile = v } });

    public static Setting Verify { get; } = new Setting<bool>("Elasticsearch:Verify", SettingTypes.Switch,
        "Whether the server's certificate is verified; false lets anybody in between read and change everything, and is said at each start.",
        s => s.Elasticsearch.Verify, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Verify = v } });

    public static Setting ConnectTimeout { get; } = new Setting<TimeSpan>("Elasticsearch:ConnectTimeout", SettingTypes.Duration,
        "How long a connection may take to be made.",
        s => s.Elasticsearch.ConnectTimeout, (s, v) => s with { Elasticsearch = s.Elasticsearch with { ConnectTimeout = v } });

    public static Setting RequestTimeout { get; } = new Setting<TimeSpan>("Elasticsearch:RequestTimeout", SettingTypes.Duration,
        "How long a request may take, to the last byte of its answer.",
        s => s.Elasticsearch.RequestTimeout, (s, v) => s with { Elasticsearch = s.Elasticsearch with { RequestTimeout = v } });

    public static Setting MaxResponseBytes { get; } = new Setting<long>("Elasticsearch:MaxResponseBytes", SettingTypes.Integer(1 << 16, 1 << 30),
        "Bytes of an answer, unpacked, that are read at most.",
        s => s.Elasticsearch.MaxResponseBytes, (s, v) => s with { Elasticsearch = s.Elasticsearch with { MaxResponseBytes = v } });

    public static Setting Compression { get; } = new Setting<bool>("Elasticsearch:Compression", SettingTypes.Switch,
        "Whether requests are sent packed (gzip).",
        s => s.Elasticsearch.Compression, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Compression = v } });

    public static Setting GiveUpAfter { get; } = new Setting<TimeSpan>("Elasticsearch:GiveUpAfter", SettingTypes.Duration,
        "How long a cluster that is away or overloaded is waited for before the run ends with a failure; 0s waits without an end and loses nothing.",
        s => s.Elasticsearch.GiveUpAfter, (s, v) => s with { Elasticsearch = s.Elasticsearch with { GiveUpAfter = v } });

    public static Setting TimeField { get; } = new Setting<string>("Elasticsearch:TimeField", ElasticsearchTypes.Field,
        "The field by whose time documents are read.",
        s => s.Elasticsearch.TimeField, (s, v) => s with { Elasticsearch = s.Elasticsearch with { TimeField = v } });

    public static Setting Query { get; } = new Setting<string>("Elasticsearch:Query", ElasticsearchTypes.Query,
        "Which documents are read; empty reads all.",
        s => s.Elasticsearch.Query, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Query = v } });

    public static Setting Service { get; } = new Setting<string>("Elasticsearch:Service", SettingTypes.Text,
        "The service whose documents are read; empty reads all.",
        s => s.Elasticsearch.Service, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Service = v } });

    public static Setting ServiceField { get; } = new Setting<string>("Elasticsearch:ServiceField", ElasticsearchTypes.Field,
        "The field that holds a document's service.",
        s => s.Elasticsearch.ServiceField, (s, v) => s with { Elasticsearch = s.Elasticsearch with { ServiceField = v } });

    public static Setting PageSize { get; } = new Setting<long>("Elasticsearch:PageSize", SettingTypes.Integer(1, 10_000),
        "Documents of a page.",
        s => s.Elasticsearch.PageSize, (s, v) => s with { Elasticsearch = s.Elasticsearch with { PageSize = v } });

    public static Setting PollInterval { get; } = new Setting<TimeSpan>("Elasticsearch:PollInterval", SettingTypes.Duration,
        "How often new documents are looked for.",
        s => s.Elasticsearch.PollInterval, (s, v) => s with { Elasticsearch = s.Elasticsearch with { PollInterval = v } });

    public static Setting Overlap { get; } = new Setting<TimeSpan>("Elasticsearch:Overlap", SettingTypes.Duration,
        "How far each look reaches back behind the last one: how late a document may come and is found still. Documents seen already are dropped.",
        s => s.Elasticsearch.Overlap, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Overlap = v } });

    public static Setting KeepAlive { get; } = new Setting<TimeSpan>("Elasticsearch:KeepAlive", SettingTypes.Duration,
        "How long Elasticsearch keeps a point in time between two pages.",
        s => s.Elasticsearch.KeepAlive, (s, v) => s with { Elasticsearch = s.Elasticsearch with { KeepAlive = v } });

    public static Setting Slices { get; } = new Setting<long>("Elasticsearch:Slices", SettingTypes.Integer(1, 64),
        "Parts that are read side by side and merged by time when an index is read to its end, as for training; following reads one.",
        s => s.Elasticsearch.Slices, (s, v) => s with { Elasticsearch = s.Elasticsearch with { Slices = v } });

    public static Setting ScoredIndex { get; } = new Setting<string>("Elasticsearch:ScoredIndex", ElasticsearchTypes.OptionalIndex,
        "Data stream or index of the verdicts for --to es: without a name (Output:Emit says which are written); empty writes none.",
        s => s.Elasticsearch.ScoredIndex, (s, v) => s with { Elasticsearch = s.Elasticsearch with { ScoredIndex = v } });

    public static Setting AnomaliesIndex { get; } = new Setting<string>("Elasticsearch:AnomaliesIndex", ElasticsearchTypes.OptionalIndex,
        "Data stream or index of the verdicts that are anomalies, beside the other; empty writes none.",
        s => s.Elasticsearch.AnomaliesIndex, (s, v) => s with { Elasticsearch = s.Elasticsearch with { AnomaliesIndex = v } });

    public static Setting BulkBytes { get; } = new Setting<long>("Elasticsearch:BulkBytes", SettingTypes.Integer(4096, 64 << 20),
        "Bytes after which a bulk request is sent.",
        s => s.Elasticsearch.BulkBytes, (s, v) => s with { Elasticsearch = s.Elasticsearch with { BulkBytes = v } });

    public static Setting BulkAge { get; } = new Setting<TimeSpan>("Elasticsearch:BulkAge", SettingTypes.Duration,
        "Time after which a bulk request is sent, full or not.",
        s => s.Elasticsearch.BulkAge, (s, v) => s with { Elasticsearch = s.Elasticsearch with { BulkAge = v } });

    public static Setting BulksInFlight { get; } = new Setting<long>("Elasticsearch:BulksInFlight", SettingTypes.Integer(1, 64),
        "Bulk requests on their way at once.",
        s => s.Elasticsearch.BulksInFlight, (s, v) => s with { Elasticsearch = s.Elasticsearch with { BulksInFlight = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Nodes, ApiKey, ApiKeyFile, User, Password, PasswordFile, Token, TokenFile,
        CaFile, CaFingerprint, ClientCertificate, ClientKey, ClientKeyPasswordFile, Verify,
        ConnectTimeout, RequestTimeout, MaxResponseBytes, Compression, GiveUpAfter,
        TimeField, Query, Service, ServiceField, PageSize, PollInterval, Overlap, KeepAlive, Slices,
        ScoredIndex, AnomaliesIndex, BulkBytes, BulkAge, BulksInFlight,
    ];
}
