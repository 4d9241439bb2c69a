using System.Data.Common;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>An anomaly's columns, which the tables of anomalies and of groups' latest ones share.</summary>
internal static class AnomalyColumns
{
    /// <summary>Names, behind those of identity: fingerprint and service, or the event.</summary>
    public static readonly string[] Rest = ["level", "score", "threshold", "suppressed", "map_row", "map_column", "model", "trace_id", "message", "template", "nearest", "why"];

    private static readonly string[] All = ["event_id", "at", "fingerprint", "service", .. Rest];

    /// <summary>What a query asks for, so that <see cref="Read"/> finds it.</summary>
    /// <param name="table">The table's name in the query.</param>
    public static string Select(string table) => string.Join(", ", All.Select(column => $"{table}.{column}"));

    /// <summary>Reads an anomaly from the reader's row, whose columns begin at <paramref name="first"/>.</summary>
    public static AnomalyRecord Read(DbDataReader row, int first)
    {
        var why = AnomalyWhy.Read(row.GetString(first + 15));
        return new AnomalyRecord
        {
            EventId = EventKey.Text((byte[])row[first]),
            At = new DateTimeOffset(row.GetInt64(first + 1), TimeSpan.Zero),
            Fingerprint = (ulong)row.GetInt64(first + 2),
            Service = row.GetString(first + 3),
            Level = AnomalyLevel.Name(row.GetInt64(first + 4)),
            Score = row.GetDouble(first + 5),
            Threshold = row.GetDouble(first + 6),
            Suppressed = row.GetString(first + 7),
            MapRow = (int)row.GetInt64(first + 8),
            MapColumn = (int)row.GetInt64(first + 9),
            Model = row.GetString(first + 10),
            TraceId = row.GetString(first + 11),
            Message = row.GetString(first + 12),
            Template = row.GetString(first + 13),
            Nearest = row.GetString(first + 14),
            Words = why.Words,
            NovelWords = why.NovelWords,
            Reasons = why.Reasons,
        };
    }

    /// <summary>The values of <see cref="Rest"/>, column by column, within their bounds.</summary>
    public static Array[] Values(IReadOnlyList<AnomalyRecord> anomalies) =>
    [
        Column(anomalies, anomaly => (long)AnomalyLevel.Rank(anomaly.Level)),
        Column(anomalies, anomaly => anomaly.Score),
        Column(anomalies, anomaly => anomaly.Threshold),
        Column(anomalies, anomaly => AnomalyText.Bounded(anomaly.Suppressed, AnomalyText.MaxName)),
        Column(anomalies, anomaly => (long)anomaly.MapRow),
        Column(anomalies, anomaly => (long)anomaly.MapColumn),
        Column(anomalies, Model),
        Column(anomalies, anomaly => AnomalyText.Bounded(anomaly.TraceId, AnomalyText.MaxName)),
        Column(anomalies, anomaly => AnomalyText.Bounded(anomaly.Message, AnomalyText.MaxMessage)),
        Column(anomalies, anomaly => AnomalyText.Bounded(anomaly.Template, AnomalyText.MaxTemplate)),
        Column(anomalies, anomaly => AnomalyText.Bounded(anomaly.Nearest, AnomalyText.MaxTemplate)),
        Column(anomalies, AnomalyWhy.Write),
    ];

    /// <summary>A model's name as it is kept.</summary>
    public static string Model(AnomalyRecord anomaly) => AnomalyText.Bounded(anomaly.Model, 2 * AnomalyText.MaxName);

    /// <summary>A service's name as it is kept.</summary>
    public static string Service(AnomalyRecord anomaly) => AnomalyText.Bounded(anomaly.Service, AnomalyText.MaxName);

    /// <summary>One value of each.</summary>
    public static TValue[] Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (int i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        return column;
    }
}
