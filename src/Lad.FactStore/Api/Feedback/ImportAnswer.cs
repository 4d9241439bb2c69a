namespace Lad.FactStore.Api.Feedback;

/// <summary>What became of an import.</summary>
/// <param name="Imported">Statements that were made, those of an earlier import of the same lines included.</param>
/// <param name="Refused">Lines of which none was made.</param>
public sealed record ImportAnswer(int Imported, IReadOnlyList<RefusedLine> Refused);

/// <summary>A line that was refused.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Detail">What is wrong with it.</param>
public sealed record RefusedLine(int Line, string Detail);
