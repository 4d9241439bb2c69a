using System.Globalization;

namespace Lad.Cli.Models;

/// <summary>A run of colours from one to another.</summary>
/// <param name="From">The first, red, green and blue, 0 to 255.</param>
/// <param name="To">The last.</param>
internal readonly record struct Palette((int Red, int Green, int Blue) From, (int Red, int Green, int Blue) To)
{
    /// <summary>Valleys like paper, ridges like ink: for a light page.</summary>
    public static Palette Light { get; } = new((0xF6, 0xF4, 0xEE), (0x2B, 0x3A, 0x52));

    /// <summary>Valleys like night, ridges like moonlight: for a dark page.</summary>
    public static Palette Dark { get; } = new((0x14, 0x1A, 0x24), (0xA9, 0xBD, 0xD9));

    /// <summary>Amber, the more the brighter: hits on a dark terminal.</summary>
    public static Palette Ember { get; } = new((0x14, 0x1A, 0x24), (0xFF, 0xB4, 0x54));

    /// <summary>The colour at <paramref name="share"/> of the way, 0 to 1.</summary>
    public (int Red, int Green, int Blue) At(double share) => (Mix(From.Red, To.Red, share), Mix(From.Green, To.Green, share), Mix(From.Blue, To.Blue, share));

    /// <summary>The same as <c>#rrggbb</c>.</summary>
    public string HexAt(double share)
    {
        (int red, int green, int blue) = At(share);
        return string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}");
    }

    private static int Mix(int from, int to, double share) => (int)Math.Round(from + (to - from) * share);
}
