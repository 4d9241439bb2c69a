namespace Lad.FactStore.Api.Problems;

/// <summary>What went wrong with a request, as RFC 9457 has it.</summary>
public sealed record Problem
{
    /// <summary>The sort of the problem: <c>about:blank</c>, since the status says all that a program needs.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong, and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>What is wrong with each parameter, header or member of the body that is wrong, by its name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}
