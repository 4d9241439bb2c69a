using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>What requests and answers must look like, and what did not. Safe for several threads.</summary>
public sealed class OpenApiContract
{
    private const int Kept = 200;
    private readonly ContractDocument document;
    private readonly StandInOptions options;
    private readonly Lock gate = new();
    private readonly HashSet<ContractViolation> violations = [];
    private long checkedRequests;

    private OpenApiContract(ContractDocument document, StandInOptions options)
    {
        this.document = document;
        this.options = options;
    }

    /// <summary>Where the contract lies; <see langword="null"/> when it is nowhere, and nothing is checked.</summary>
    public static string? FilePath => ContractFile.Find();

    /// <summary>Requests that were checked, with their answers.</summary>
    public long Checked => Interlocked.Read(ref checkedRequests);

    /// <summary>What broke the contract, each thing once, the first 200.</summary>
    public IReadOnlyList<ContractViolation> Violations
    {
        get
        {
            lock (gate) return [.. violations];
        }
    }

    internal static OpenApiContract? Find(StandInOptions options) => ContractDocument.Shared is { } document ? new(document, options) : null;

    internal void CheckRequest(ApiRequest request)
    {
        Interlocked.Increment(ref checkedRequests);
        Add(request, inAnswer: false, RequestCheck.Check(request, document));
    }

    internal void CheckAnswer(ApiRequest request, Answer answer) => Add(request, inAnswer: true, AnswerCheck.Check(request, answer, document, options));

    /// <summary>Throws when anything broke the contract.</summary>
    /// <exception cref="InvalidOperationException">Names every violation.</exception>
    internal void Assert()
    {
        IReadOnlyList<ContractViolation> all = Violations;
        if (all.Count > 0) throw new InvalidOperationException($"The contract was broken {all.Count} times:\n{string.Join('\n', all)}");
    }

    private void Add(ApiRequest request, bool inAnswer, IEnumerable<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            lock (gate)
            {
                if (violations.Count < Kept) violations.Add(new(request.ToString(), inAnswer, problem.At, problem.What));
            }
        }
    }
}
