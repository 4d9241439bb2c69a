namespace Lad.Cli.Models;

/// <summary>With what the map is drawn in the terminal.</summary>
internal enum MapTextStyle
{
    /// <summary>Letters that every terminal and every file has.</summary>
    Ascii,

    /// <summary>Unicode's block elements, without colours.</summary>
    Shades,

    /// <summary>Half blocks in 24-bit colours, two rows of the map a line.</summary>
    Colour,
}
