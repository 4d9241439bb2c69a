using System.Buffers;
using System.Text.RegularExpressions;

namespace Lad.Detection.Parsing.Events;

/// <summary>A line starts an event when it matches a pattern; every other line goes on with the event before it. JSON objects are always events of their own.</summary>
public sealed class PatternBoundary : EventBoundary
{
    // Patterns look at a line's start; the rest of a long line would only cost time.
    private const int Reach = 4096;
    private readonly Regex start;

    /// <summary>Makes a boundary from a pattern.</summary>
    /// <param name="pattern">What matches the first line of each event and no other, e.g. <c>^\d{4}-</c>.</param>
    /// <exception cref="ArgumentException">The pattern is not a regular expression, or needs backtracking.</exception>
    public PatternBoundary(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        try
        {
            start = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"The pattern '{pattern}' needs backtracking (look-around, back references): write it without.", nameof(pattern), e);
        }
    }

    /// <inheritdoc/>
    public override void Begin(ReadOnlySpan<byte> line)
    {
    }

    /// <inheritdoc/>
    public override bool Continues(ReadOnlySpan<byte> firstLine, ReadOnlySpan<byte> line)
    {
        if (Json.JsonFieldReader.LooksLikeObject(line) || Json.JsonFieldReader.LooksLikeObject(firstLine)) return false;
        char[] chars = ArrayPool<char>.Shared.Rent(Reach);
        int length = System.Text.Encoding.UTF8.GetChars(line[..Math.Min(line.Length, Reach)], chars);
        bool starts = start.IsMatch(chars.AsSpan(0, length));
        ArrayPool<char>.Shared.Return(chars);
        return !starts;
    }
}
