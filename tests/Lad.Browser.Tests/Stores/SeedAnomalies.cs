using System.Globalization;
using Lad.Detection;
using Lad.Detection.Templates;
using Lad.FactStore.Anomalies;

namespace Lad.Browser.Tests.Stores;

/// <summary>Anomalies as scorers find them, some of them with a message that someone made to do harm.</summary>
internal static class SeedAnomalies
{
    /// <summary>A message that would run as a script, colour a terminal and turn the direction of reading.</summary>
    public const string Hostile = "<script>window.ran=1;alert(1)</script><img src=x onerror=alert(2)> user \u202Egpj.exe\u202C \u001B[31mred\u001B[0m \0 ${7*7} {{7*7}} '; DROP TABLE groups; --";

    private static readonly (string Template, string Message, string Service, string Level)[] kinds =
    [
        ("payment <*> declined by <*> after <*> ms: card issuer unreachable", "payment {0} declined by acquirer-eu-{1} after 3001{1} ms: card issuer unreachable", "checkout", "error"),
        ("OutOfMemoryError in worker <*>: heap <*> exhausted", "OutOfMemoryError in worker {1}: heap 4294967296 exhausted\n\tat search.Index.merge(Index.java:88)\n\tat search.Worker.run(Worker.java:{1})", "search-indexer", "fatal"),
        (Hostile, Hostile, "gateway", "info"),
        ("connection to <*> lost; retrying in <*> s", "connection to db-{1}.internal:5432 lost; retrying in {1} s", "orders", "warn"),
        ("certificate for <*> expires in <*> days", "certificate for api{1}.example.org expires in {1} days", "gateway", "warn"),
        ("slow query <*> ms: SELECT <*> FROM orders WHERE customer = <*> AND created_at > <*> ORDER BY created_at DESC LIMIT <*> with a temporary file of <*> MB", "slow query 91{0} ms: SELECT * FROM orders WHERE customer = {0} AND created_at > 2026-11-01 ORDER BY created_at DESC LIMIT 50 with a temporary file of {1} MB", "orders", "info"),
        ("nightly backup of <*> took <*> min", "nightly backup of ledger took 9{1} min", "", "info"),
    ];

    /// <summary>Anomalies of a number of groups, in each some of the last day, the groups' latest ones a minute apart.</summary>
    public static IEnumerable<AnomalyRecord> Of(int groups, DateTimeOffset now)
    {
        DetectionModel model = SeedModels.Newer;
        int number = 0;
        for (int group = 0; group < groups; group++)
        {
            (string template, string message, string service, string level) = kinds[group % kinds.Length];
            string suffix = group < kinds.Length ? "" : string.Create(CultureInfo.InvariantCulture, $" on shard {(char)('a' + group % 26)}{(char)('a' + group / 26)}");
            ulong fingerprint = Fingerprint.Of((template + suffix).Split(' ', StringSplitOptions.RemoveEmptyEntries));
            for (int i = 0; i < 6; i++)
            {
                yield return new AnomalyRecord
                {
                    EventId = (++number).ToString("x32", CultureInfo.InvariantCulture),
                    At = now - TimeSpan.FromMinutes(group + i * i * 37),
                    Fingerprint = fingerprint,
                    Service = service,
                    Level = level,
                    Message = (message == Hostile ? message : string.Format(CultureInfo.InvariantCulture, message, 8800 + i, i + 1)) + suffix,
                    Template = template + suffix,
                    Score = 0.9999 - group % 9 * 0.0004,
                    Threshold = 0.995,
                    MapRow = group * 5 % model.Map.Rows,
                    MapColumn = group * 3 % model.Map.Columns,
                    Suppressed = i == 4 ? "window-limit" : "",
                    Words = [new("declined", .42), new("unreachable", .31), new(group == 2 ? "<script>" : "issuer", .18), new("payment", -.12)],
                    NovelWords = ["unreachable"],
                    Reasons = ["no message like this was seen in 3,000 training records", "\"declined\" names a failure"],
                    Nearest = "payment <*> accepted by <*> after <*> ms",
                    Model = $"{model.Metadata.Name}/{model.Metadata.Version}",
                };
            }
        }
    }
}
