namespace Lad.Cli.Health;

/// <summary>
/// How a service is: its parts say what they have and what they wait for, its loops that they turn. Thread-safe; nobody need ask.
/// </summary>
/// <remarks>
/// Live asks whether a restart would help: only a loop that stands still says so, never a broker or a server that is away. Ready asks whether the service does its work now,
/// startup whether it has found what it needs in order to begin.
/// </remarks>
/// <param name="clock">The clock.</param>
internal sealed class ServiceHealth(TimeProvider clock)
{
    private const string Good = "ready";
    private readonly Lock gate = new();
    private readonly SortedDictionary<HealthPart, Condition> parts = [];
    private readonly List<Heart> hearts = [];
    private bool started;
    private bool draining;

    /// <summary>The service runs: its configuration is read, and what it needs in order to begin was there.</summary>
    public void Started()
    {
        lock (gate) started = true;
    }

    /// <summary>The service was told to stop, and delivers what is in flight.</summary>
    public void Drain()
    {
        lock (gate) draining = true;
    }

    /// <summary>A part is not there yet.</summary>
    /// <param name="part">The part.</param>
    /// <param name="status">The state in a word, such as <c>warming</c>.</param>
    /// <param name="reason">What it waits for.</param>
    public void Lacks(HealthPart part, string status, string reason)
    {
        lock (gate) parts[part] = new Condition(false, status, reason);
    }

    /// <summary>A part is there.</summary>
    /// <param name="part">The part.</param>
    /// <param name="reason">What it is at.</param>
    /// <param name="status">The state in a word or two, where it is a special one.</param>
    public void Has(HealthPart part, string reason, string status = Good)
    {
        lock (gate) parts[part] = new Condition(true, status, reason);
    }

    /// <summary>There is a model to score with.</summary>
    public void HasModel(string name, string version) => Has(HealthPart.Model, $"scoring with {name} {version}");

    /// <summary>As <see cref="Has"/>, unless the part speaks for itself.</summary>
    public void HasUnlessSaid(HealthPart part, string reason)
    {
        lock (gate) parts.TryAdd(part, new Condition(true, Good, reason));
    }

    /// <summary>Watches over a loop from its first turn on.</summary>
    /// <param name="name">What the loop does.</param>
    /// <param name="patience">How long a turn may take.</param>
    public Heart Watch(string name, TimeSpan patience)
    {
        var heart = new Heart(name, patience, clock);
        lock (gate) hearts.Add(heart);
        return heart;
    }

    /// <summary>Whether it makes sense to let the process go on. One that drains ends by itself, or is ended.</summary>
    public HealthReport Live()
    {
        lock (gate)
        {
            string[] faults = draining ? [] : [.. hearts.Select(heart => heart.Fault()).OfType<string>()];
            return faults.Length == 0 ? new HealthReport(true, "live", []) : new HealthReport(false, "stuck", faults);
        }
    }

    /// <summary>Whether it does its work.</summary>
    public HealthReport Ready()
    {
        lock (gate)
        {
            if (draining) return new HealthReport(false, "draining", ["told to stop: what is in flight is delivered, nothing more is read"]);
            if (!started) return Starting();
            Condition[] missing = [.. parts.Values.Where(part => !part.IsMet)];
            if (missing.Length > 0) return new HealthReport(false, missing[0].Status, [.. missing.Select(part => part.Reason)]);
            if (!parts.ContainsKey(HealthPart.Input)) return new HealthReport(false, "starting", ["nothing is read yet"]);
            return new HealthReport(true, parts.Values.FirstOrDefault(part => part.Status != Good).Status ?? Good, [.. parts.Values.Select(part => part.Reason)]);
        }
    }

    /// <summary>Whether it has begun.</summary>
    public HealthReport Startup()
    {
        lock (gate) return started ? new HealthReport(true, "started", []) : Starting();
    }

    private static HealthReport Starting() => new(false, "starting", ["the configuration is read; what the service needs in order to begin is being looked for"]);

    private readonly record struct Condition(bool IsMet, string Status, string Reason);
}
