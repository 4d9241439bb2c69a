namespace Lad.Elasticsearch.Connections;

/// <summary>Says that requests wait for the server: when it begins, once a minute, and when it is over. Many requests that wait together are one wait.</summary>
/// <param name="clock">The clock.</param>
/// <param name="say">Is told the lines.</param>
/// <param name="waits">Is told of each failure why it waits, and <see langword="null"/> of each request that works.</param>
internal sealed class WaitingLines(TimeProvider clock, Action<string> say, Action<string?>? waits = null)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private long? since;
    private long? said;
    private bool isSaid;

    /// <summary>A request has failed and waits.</summary>
    public void Failed(Exception failure, TimeSpan pause)
    {
        waits?.Invoke(failure.Message);
        lock (gate)
        {
            long now = clock.GetTimestamp();
            since ??= now;
            // A server that says no now and then makes no line each time.
            if (said is { } last && clock.GetElapsedTime(last, now) < Quiet) return;
            said = now;
            isSaid = true;
        }
        say($"{failure.Message} It is tried again in {pause.TotalSeconds:0.#} s, and until it works.");
    }

    /// <summary>A request has worked.</summary>
    public void Worked()
    {
        waits?.Invoke(null);
        TimeSpan lasted;
        lock (gate)
        {
            if (since is not { } start) return;
            since = null;
            if (!isSaid) return;
            isSaid = false;
            lasted = clock.GetElapsedTime(start);
        }
        say($"Elasticsearch works again after {lasted.TotalSeconds:0.#} s.");
    }
}
