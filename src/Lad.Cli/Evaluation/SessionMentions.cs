using System.Text;
using System.Text.RegularExpressions;

namespace Lad.Cli.Evaluation;

/// <summary>Finds the sessions that lines name.</summary>
/// <param name="pattern">What a session's identifier looks like; its first group is the identifier if it has one, else the whole match.</param>
internal sealed class SessionMentions(Regex pattern)
{
    /// <summary>Each identifier that each line names.</summary>
    public IEnumerable<(int Line, string Id)> Find(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        for (int line = 0; line < lines.Count; line++)
            for (Match match = pattern.Match(Encoding.UTF8.GetString(lines[line].Span)); match.Success; match = match.NextMatch())
                yield return (line, (match.Groups.Count > 1 && match.Groups[1].Success ? match.Groups[1] : match).Value);
    }
}
