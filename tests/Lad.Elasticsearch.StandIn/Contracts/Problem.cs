namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>What is wrong with a value.</summary>
/// <param name="At">The place, as a JSON pointer.</param>
/// <param name="What">What is wrong there.</param>
internal sealed record Problem(string At, string What);
