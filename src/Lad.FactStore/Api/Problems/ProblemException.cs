namespace Lad.FactStore.Api.Problems;

/// <summary>Ends a request with a problem.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">What is wrong, and what to do.</param>
/// <param name="errors">What is wrong with each part of the request, by its name.</param>
internal sealed class ProblemException(int status, string detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null) : Exception(detail)
{
    public int Status { get; } = status;

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; } = errors;

    /// <summary>Seconds after which trying again may help; <see langword="null"/> when it does not.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What was asked for is not there.</summary>
    public static ProblemException NotFound(string detail) => new(404, detail);

    /// <summary>A part of the request is not well-formed.</summary>
    public static ProblemException Malformed(string part, string fault) => new(400, "The request is not well-formed.", Single(part, fault));

    /// <summary>The request is well-formed and cannot be done.</summary>
    public static ProblemException Refused(string part, string fault) => new(422, fault, Single(part, fault));

    private static Dictionary<string, IReadOnlyList<string>> Single(string part, string fault) => new() { [part] = [fault] };
}
