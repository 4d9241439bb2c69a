namespace Lad.FactStore.Api.Limits;

/// <summary>How much of the API one caller may use. Changes and searches have the limit of the whole server besides.</summary>
internal sealed record ApiLimits
{
    /// <summary>Bytes of a body, at most.</summary>
    public const int MaxBody = 64 << 10;

    /// <summary>Bytes of a body with statements to be taken over, at most.</summary>
    public const int MaxImport = 8 << 20;

    /// <summary>Characters of a text that is searched for, at most.</summary>
    public const int MaxText = 200;

    /// <summary>What one caller may ask for in a second, on average.</summary>
    public int RequestsPerSecond { get; init; } = 500;

    /// <summary>What one caller may ask for at once.</summary>
    public int RequestsAtOnce { get; init; } = 2_000;

    /// <summary>Listeners to the live stream.</summary>
    public int MaxListeners { get; init; } = 64;

    /// <summary>How often a silent live stream says that it is still there.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>At which heartbeat a live stream ends instead, so that its listener comes back and is asked again who it is.</summary>
    public int LastBeat { get; init; } = 4;
}
