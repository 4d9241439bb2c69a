namespace Lad.Pipeline.Feedback;

/// <summary>Kinds as they are written in JSON and on the command line.</summary>
public static class FeedbackKindText
{
    /// <summary>All texts, in the order of the kinds.</summary>
    public static IReadOnlyList<string> All { get; } = ["false-positive", "true-positive", "snooze", "schedule", "retraction"];

    /// <summary>The text of a kind.</summary>
    public static string ToText(this FeedbackKind kind) => All[(int)kind];

    /// <summary>Reads a kind.</summary>
    public static bool TryParse(string text, out FeedbackKind kind)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i] != text) continue;
            kind = (FeedbackKind)i;
            return true;
        }
        kind = default;
        return false;
    }
}
