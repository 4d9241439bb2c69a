using Lad.FactStore.Api.Answers;
using Lad.FactStore.Status;

namespace Lad.FactStore.Api.Status;

/// <summary>How the store is. Counters count since its process began.</summary>
public sealed record StatusAnswer
{
    /// <summary>When this was so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether all parts do their work.</summary>
    public required bool Well { get; init; }

    /// <summary>The database, without a password.</summary>
    public required string Database { get; init; }

    /// <summary>The parts.</summary>
    public required IReadOnlyList<PartAnswer> Parts { get; init; }

    /// <summary>What came in.</summary>
    public required IngestAnswer Ingest { get; init; }

    /// <summary>Statements that are still to be published.</summary>
    public required OutboxAnswer Outbox { get; init; }

    internal static StatusAnswer Of(PipelineSnapshot snapshot, string database, long entries, TimeSpan age) => new()
    {
        At = snapshot.At,
        Well = snapshot.IsWell,
        Database = database,
        Parts = [.. snapshot.Parts.Select(part => new PartAnswer(part.Name, part.IsWell, Present.Of(part.Sentence), part.Since))],
        Ingest = IngestAnswer.Of(snapshot),
        Outbox = new OutboxAnswer(entries, Math.Round(age.TotalSeconds, 3)),
    };
}

/// <summary>How a part is.</summary>
/// <param name="Name">The part.</param>
/// <param name="Well">Whether it does its work.</param>
/// <param name="Sentence">How it is, for people.</param>
/// <param name="Since">Since when it has been well, or not.</param>
public sealed record PartAnswer(string Name, bool Well, string? Sentence, DateTimeOffset Since);

/// <summary>Statements that are still to be published.</summary>
/// <param name="Entries">How many.</param>
/// <param name="AgeSeconds">For how long the oldest has waited.</param>
public sealed record OutboxAnswer(long Entries, double AgeSeconds);
