namespace Lad.Detection.Parsing.Fields;

/// <summary>Where common loggers and shippers keep what matters, best first.</summary>
internal static class WellKnownFields
{
    // ECS, common loggers, journald, Docker and Fluent Bit, Serilog, OpenTelemetry, GELF, Google Cloud.
    private static readonly string[] Messages =
    [
        "message", "msg", "Message", "MESSAGE", "@m", "RenderedMessage", "@mt", "MessageTemplate", "log",
        "body", "body.stringValue", "body.string_value", "body.text", "Body", "Body.stringValue", "Body.Value",
        "resourceLogs.scopeLogs.logRecords.body.stringValue", "logRecords.body.stringValue",
        "event", "short_message", "jsonPayload.message", "textPayload", "text", "@message",
    ];

    private static readonly string[] Times =
    [
        "@timestamp", "timestamp", "Timestamp", "time", "Time", "ts", "@t", "timeUnixNano", "TimeUnixNano", "time_unix_nano", "__REALTIME_TIMESTAMP",
        "resourceLogs.scopeLogs.logRecords.timeUnixNano", "logRecords.timeUnixNano",
        "observedTimeUnixNano", "ObservedTimestamp", "datetime", "date", "asctime", "t", "eventTime", "timestampMs",
    ];

    private static readonly string[] Levels =
    [
        "log.level", "level", "Level", "LEVEL", "severityText", "SeverityText", "severity_text", "@l", "severity", "lvl", "levelname", "loglevel", "log_level",
        "LogLevel", "PRIORITY", "resourceLogs.scopeLogs.logRecords.severityText", "logRecords.severityText",
    ];

    private static readonly string[] OpenTelemetryLevels =
    [
        "severityNumber", "SeverityNumber", "severity_number", "Severity",
        "resourceLogs.scopeLogs.logRecords.severityNumber", "logRecords.severityNumber",
    ];

    private static readonly string[] Services =
    [
        "service.name", "service", "service_name", "serviceName", "ServiceName", "resource.attributes.service.name", "Resource.service.name", "Resource.attributes.service.name",
        "resourceLogs.resource.attributes.service.name", "resource.service.name", "kubernetes.labels.app.kubernetes.io/name", "kubernetes.labels.app_kubernetes_io/name",
        "kubernetes.labels.app", "kubernetes.container_name", "kubernetes.container.name", "container.name", "container_name",
        "_SYSTEMD_UNIT", "SYSLOG_IDENTIFIER", "app", "application", "Application", "appname", "resource.labels.container_name", "name",
    ];

    public static FieldTree Json(RecordParserOptions options)
    {
        var tree = new FieldTree();
        tree.Add(FieldRole.Message, Or(options.MessagePaths, Messages));
        tree.Add(FieldRole.Time, Or(options.TimePaths, Times));
        tree.Add(FieldRole.Service, Or(options.ServicePaths, Services));
        tree.Add(FieldRole.Level, Or(options.LevelPaths, Levels));
        if (options.LevelPaths.Count > 0) return tree;
        for (int i = 0; i < OpenTelemetryLevels.Length; i++)
            tree.Add(FieldRole.Level, OpenTelemetryLevels[i], (short)(Levels.Length + i), LevelScale.OpenTelemetry);
        return tree;
    }

    // Prose has pairs too (log=/var/log/x): fewer names count here than in a JSON object.
    public static FieldTree Logfmt(RecordParserOptions options)
    {
        var tree = new FieldTree();
        tree.Add(FieldRole.Message, Or(options.MessagePaths, ["msg", "message", "event"]));
        tree.Add(FieldRole.Time, Or(options.TimePaths, ["ts", "time", "timestamp", "@timestamp", "datetime", "t"]));
        tree.Add(FieldRole.Level, Or(options.LevelPaths, ["level", "lvl", "severity", "loglevel", "log.level", "log_level"]));
        tree.Add(FieldRole.Service, Or(options.ServicePaths, ["service", "service.name", "service_name", "app", "application"]));
        return tree;
    }

    private static IReadOnlyList<string> Or(IReadOnlyList<string> configured, string[] known) => configured.Count > 0 ? configured : known;
}
