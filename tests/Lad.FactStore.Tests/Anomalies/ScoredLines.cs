using Lad.FactStore.Anomalies;

namespace Lad.FactStore.Tests.Anomalies;

/// <summary>Scored records for tests, as a scorer writes them.</summary>
internal static class ScoredLines
{
    public const string Normal = """{"@timestamp":"2026-11-20T23:00:00.000Z","message":"all is well","event":{"kind":"event","id":"00000000000000ab00000000000000ff"},"lad":{"anomaly":false,"score":0.1}}""";

    public static string Of(int number)
    {
        AnomalyRecord anomaly = SampleAnomaly.Of(number);
        return $$$"""
            {"@timestamp":"{{{anomaly.At:yyyy-MM-ddTHH:mm:ss.fff}}}Z","message":"{{{anomaly.Message}}}","service":{"name":"store"},"log":{"level":"error"},"event":{"kind":"alert","id":"{{{anomaly.EventId}}}","dataset":"lad.scored"},"lad":{"anomaly":true,"score":0.999,"threshold":0.995,"fingerprint":"{{{anomaly.Fingerprint:x16}}}","template":"{{{anomaly.Template}}}","model":{"name":"default","version":"v"} } }
            """;
    }
}
