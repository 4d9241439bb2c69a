using System.Text.RegularExpressions;

namespace Lad.Cli.Tests.Observability;

/// <summary>What an expression of Prometheus's language names: series with the labels that select them, and labels that it groups by. As much of the language as dashboards and rules use.</summary>
internal sealed partial class PromQl
{
    private static readonly string[] Grouping = ["by", "without", "on", "ignoring", "group_left", "group_right"];
    private static readonly string[] Operators = ["and", "or", "unless", "bool", "offset", "inf", "nan"];

    private PromQl()
    {
    }

    /// <summary>Each series that is named, with the labels of its selector and the function that it is put into.</summary>
    public List<(string Name, string[] Labels, string Function)> Series { get; } = [];

    /// <summary>Labels that it groups or matches by.</summary>
    public List<string> Groups { get; } = [];

    public static PromQl Parse(string expression)
    {
        var parsed = new PromQl();
        // Ranges hold durations; strings hold anything.
        string text = Bracket().Replace(Quoted().Replace(expression, "\"\""), " ");
        string before = "";
        var functions = new Stack<string>();
        for (int at = 0; at < text.Length;)
        {
            Match word = Word().Match(text, at);
            if (!word.Success)
            {
                if (text[at] == '(') functions.Push(before);
                else if (text[at] == ')') functions.Pop();
                if (!char.IsWhiteSpace(text[at])) before = "";
                at++;
                continue;
            }
            at += word.Length;
            string name = word.Value;
            if (Grouping.Contains(name))
            {
                (string labels, at) = Inside(text, at, '(', ')');
                parsed.Groups.AddRange(labels.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                continue;
            }
            before = name;
            if (!char.IsAsciiDigit(name[0]) && !Operators.Contains(name) && !Called().IsMatch(text[at..]))
            {
                (string selector, at) = Inside(text, at, '{', '}');
                parsed.Series.Add((name, [.. Matcher().Matches(selector).Select(matcher => matcher.Groups[1].Value)], functions.TryPeek(out string? function) ? function : ""));
            }
        }
        return parsed;
    }

    // What stands there between brackets, and where it ends; nothing when no bracket opens there.
    private static (string Text, int End) Inside(string text, int at, char open, char close)
    {
        int start = at;
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        if (start == text.Length || text[start] != open) return ("", at);
        int end = text.IndexOf(close, start);
        return (text[(start + 1)..end], end + 1);
    }

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\G[A-Za-z0-9_:.$]+")]
    private static partial Regex Word();

    // An aggregation's labels may stand between its name and its argument.
    [GeneratedRegex(@"^\s*(\(|(by|without)\s*\()")]
    private static partial Regex Called();

    [GeneratedRegex(@"([a-z_]+)\s*(?:=~|!~|!=|=)")]
    private static partial Regex Matcher();
}
