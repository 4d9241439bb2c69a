namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Text that is searched for, in the same way in every database: folded here, since the databases know the cases of different letters.</summary>
internal static class SearchText
{
    /// <summary>Without its case.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>The pattern of <c>LIKE ... ESCAPE '\'</c> that finds the text anywhere: what people type is no pattern.</summary>
    public static string Pattern(string text) =>
        $"%{Fold(AnomalyText.Bounded(text, 4 * 200)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
