using System.Globalization;

namespace Lad.Cli.Configuration;

/// <summary>Rows and columns of a map; both 0 when they are chosen from the data.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
public readonly record struct MapSize(int Rows, int Columns)
{
    /// <summary>Largest number of rows or columns.</summary>
    public const int Largest = 256;

    /// <summary>Reads <c>24x24</c> or <c>auto</c>.</summary>
    public static bool TryParse(string text, out MapSize size, out string fault)
    {
        size = default;
        fault = "";
        if (text is "auto") return true;
        int cross = text.IndexOf('x');
        if (cross > 0
            && int.TryParse(text.AsSpan(0, cross), NumberStyles.None, CultureInfo.InvariantCulture, out int rows)
            && int.TryParse(text.AsSpan(cross + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int columns)
            && rows is >= 1 and <= Largest && columns is >= 1 and <= Largest)
        {
            size = new MapSize(rows, columns);
            return true;
        }
        fault = $"must be ROWSxCOLUMNS such as 24x24, each from 1 to {Largest}, or auto";
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Rows == 0 ? "auto" : string.Create(CultureInfo.InvariantCulture, $"{Rows}x{Columns}");
}
