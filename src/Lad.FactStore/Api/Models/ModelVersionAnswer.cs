using Lad.Detection;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Models;

namespace Lad.FactStore.Api.Models;

/// <summary>A version of a model. Of one that cannot be read there is no more than why.</summary>
public sealed record ModelVersionAnswer
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether it is in force.</summary>
    public required bool InForce { get; init; }

    /// <summary>The snapshot's size.</summary>
    public required long Bytes { get; init; }

    /// <summary>Why it cannot be read; absent when it can.</summary>
    public string? Fault { get; init; }

    /// <summary>The version that it continued from.</summary>
    public string? Parent { get; init; }

    /// <summary>When training ended.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Where the training records came from.</summary>
    public string? Source { get; init; }

    /// <summary>Event time of the earliest training record.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Event time of the latest training record.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Records that training read.</summary>
    public long? TrainingRecords { get; init; }

    /// <summary>Of these, those that were held back.</summary>
    public long? HeldBackRecords { get; init; }

    /// <summary>The score above which a message is an anomaly.</summary>
    public double? Threshold { get; init; }

    /// <summary>The policy that set it.</summary>
    public string? Policy { get; init; }

    /// <summary>Share of held-back records above the threshold.</summary>
    public double? HeldBackAlarmRate { get; init; }

    /// <summary>Share of records whose template no other record had.</summary>
    public double? NewTemplateRate { get; init; }

    /// <summary>Mean distance of training vectors to their units.</summary>
    public double? QuantizationError { get; init; }

    /// <summary>Share of training vectors whose best and second-best units are not neighbours.</summary>
    public double? TopographicError { get; init; }

    /// <summary>Templates that it has.</summary>
    public int? Templates { get; init; }

    /// <summary>Words that it knows.</summary>
    public int? Words { get; init; }

    /// <summary>Rows of its map.</summary>
    public int? MapRows { get; init; }

    /// <summary>Columns of its map.</summary>
    public int? MapColumns { get; init; }

    /// <summary>What the gate found before it was published; absent when none was asked.</summary>
    public IReadOnlyList<GateAnswer>? Gate { get; init; }

    /// <summary>What training made of people's judgements; absent when there were none.</summary>
    public LearnedAnswer? Feedback { get; init; }

    internal static ModelVersionAnswer Of(ModelVersionView view)
    {
        var answer = new ModelVersionAnswer { Version = view.Stored.Version, InForce = view.Stored.IsCurrent, Bytes = view.Stored.Bytes, Fault = view.Fault };
        if (view.Metadata is not { } metadata) return answer;
        return answer with
        {
            Parent = metadata.Parent,
            CreatedAt = metadata.CreatedAt,
            Source = Present.Of(metadata.Source),
            From = metadata.From,
            To = metadata.To,
            TrainingRecords = metadata.TrainingRecords,
            HeldBackRecords = metadata.HeldBackRecords,
            Threshold = view.Threshold,
            Policy = view.Policy,
            HeldBackAlarmRate = metadata.Training.HeldBackAlarmRate,
            NewTemplateRate = metadata.Training.NewTemplateRate,
            QuantizationError = metadata.Training.QuantizationError,
            TopographicError = metadata.Training.TopographicError,
            Templates = view.Templates,
            Words = view.Words,
            MapRows = view.MapRows,
            MapColumns = view.MapColumns,
            Gate = metadata.Gate.Count == 0 ? null : [.. metadata.Gate.Select(result => new GateAnswer(result.Criterion, result.Passed, Present.Of(result.Sentence)))],
            Feedback = metadata.Feedback is { } feedback ? LearnedAnswer.Of(feedback) : null,
        };
    }
}

/// <summary>What the gate found of one criterion.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Passed">Whether it was as it must be.</param>
/// <param name="Sentence">What was found and what is allowed.</param>
public sealed record GateAnswer(string Criterion, bool Passed, string? Sentence);
