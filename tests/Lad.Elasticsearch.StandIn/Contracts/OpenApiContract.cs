using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>What requests and answers must look like.</summary>
public sealed class OpenApiContract
{
    private readonly List<string> violations = [];

    private OpenApiContract()
    {
    }

    /// <summary>Where the contract lies; <see langword="null"/> when it is nowhere.</summary>
    public static string? FilePath => null;

    /// <summary>What broke the contract.</summary>
    public IReadOnlyList<string> Violations => violations;

    internal static OpenApiContract? Find(StandInOptions options) => FilePath is null || !options.CheckContract ? null : new();

    internal void CheckRequest(ApiRequest request) => _ = request;

    internal void CheckAnswer(ApiRequest request, Answer answer) => _ = (request, answer, violations);

    internal void Assert()
    {
        if (violations.Count > 0) throw new InvalidOperationException(string.Join('\n', violations));
    }
}
