namespace Lad.Cli.Evaluation;

/// <summary>How labels are written.</summary>
internal static class LabelText
{
    /// <summary>Reads a label: 1, true, anomaly, anomalous or alert; 0, false, normal or <c>-</c>; letters' case aside.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out bool isAnomaly)
    {
        text = text.Trim().Trim('"');
        isAnomaly = Is(text, "1") || Is(text, "true") || Is(text, "anomaly") || Is(text, "anomalous") || Is(text, "alert");
        return isAnomaly || Is(text, "0") || Is(text, "false") || Is(text, "normal") || Is(text, "-");
    }

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
