namespace Lad.Cli.Terminals;

/// <summary>Rows of cells in columns as wide as their widest cell.</summary>
internal static class TextTable
{
    /// <summary>Writes the rows; all have as many cells as the first.</summary>
    public static void Write(IReadOnlyList<string[]> rows, TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows) output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
