using Lad.Cli.Demo.Shop;

namespace Lad.Cli.Demo;

/// <summary>Compares what was called with what was true.</summary>
internal sealed class Scoreboard
{
    private readonly Dictionary<ulong, int> wokenFor = [];
    private readonly Dictionary<Incident, IncidentScore> incidents = [];

    /// <summary>Lines that were scored.</summary>
    public int Lines { get; private set; }

    /// <summary>Anomalies that belong to an incident.</summary>
    public int TruePositives { get; private set; }

    /// <summary>Anomalies that belong to none.</summary>
    public int FalsePositives { get; private set; }

    /// <summary>Lines of incidents that were not called.</summary>
    public int FalseNegatives { get; private set; }

    /// <summary>Kinds of lines for which somebody would have been woken.</summary>
    public int Alerts => wokenFor.Count;

    /// <summary>Of those, the ones that no incident explains.</summary>
    public int FalseAlerts { get; private set; }

    /// <summary>Share of the anomalies that are right.</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of the incidents' lines that were found.</summary>
    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>What was found of each incident that has begun.</summary>
    public IReadOnlyDictionary<Incident, IncidentScore> Incidents => incidents;

    /// <summary>Counts a line.</summary>
    /// <returns>Whether it is the first anomaly of its kind: the one that wakes somebody.</returns>
    public bool Count(ShopLine line, bool isAnomaly, ulong fingerprint)
    {
        Lines++;
        if (line.Incident is { } incident)
        {
            IncidentScore so = incidents.GetValueOrDefault(incident, new IncidentScore(line.Time, null, 0, 0));
            incidents[incident] = so with { Lines = so.Lines + 1, Found = so.Found + (isAnomaly ? 1 : 0), FirstAlert = so.FirstAlert ?? (isAnomaly ? line.Time : null) };
        }
        if (isAnomaly && line.Incident is not null) TruePositives++;
        if (isAnomaly && line.Incident is null) FalsePositives++;
        if (!isAnomaly && line.Incident is not null) FalseNegatives++;
        if (!isAnomaly) return false;
        bool first = wokenFor.TryAdd(fingerprint, 0);
        wokenFor[fingerprint]++;
        if (first && line.Incident is null) FalseAlerts++;
        return first;
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}

/// <summary>What was found of an incident.</summary>
/// <param name="Began">Time of its first line.</param>
/// <param name="FirstAlert">Time of its first anomaly.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Found">Of those, the anomalies.</param>
internal sealed record IncidentScore(DateTimeOffset Began, DateTimeOffset? FirstAlert, int Lines, int Found);
