namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>Something that the contract does not allow.</summary>
/// <param name="Request">Method and path of the request.</param>
/// <param name="InAnswer">Whether it is in the stand-in's answer instead.</param>
/// <param name="At">Where: a JSON pointer into the body, <c>?name</c> for a query parameter, <c>line n/...</c> in a bulk body.</param>
/// <param name="What">What is wrong, with the value.</param>
public sealed record ContractViolation(string Request, bool InAnswer, string At, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Request}: {(InAnswer ? "answer" : "request")}, {(At.Length > 0 ? At : "body")}: {What}";
}
