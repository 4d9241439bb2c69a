using System.Globalization;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Shared;

namespace Lad.FactStore.Pages.Feedback;

/// <summary>What a button says of a group, as its value: <c>VERB FINGERPRINT SERVICE</c>, such as <c>snooze-8h 9f2c1a04d3b2a190 checkout</c>. One form serves all buttons of a page.</summary>
internal readonly record struct Mark(string Verb, GroupKey Group)
{
    public const string FalsePositive = "false-positive", TruePositive = "true-positive", Snooze = "snooze", Schedule = "schedule", Retract = "retraction";

    /// <summary>The value of a button.</summary>
    public static string Of(string verb, GroupKey group) => $"{verb} {Words.Hex(group.Fingerprint)} {group.Service}";

    /// <summary>The value of a button that takes a statement back.</summary>
    public static string Retraction(ulong fingerprint, string service, long sequence) => Of(string.Create(CultureInfo.InvariantCulture, $"{Retract}-{sequence}"), new GroupKey(fingerprint, service));

    /// <summary>Reads a button's value.</summary>
    public static bool TryParse(string text, out Mark mark)
    {
        mark = default;
        string[] parts = text.Split(' ', 3);
        if (parts.Length != 3 || parts[1].Length != 16 || !ulong.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong fingerprint)) return false;
        mark = new Mark(parts[0], new GroupKey(fingerprint, parts[2]));
        return true;
    }
}
