using System.Globalization;
using Lad.Cli.Models;

namespace Lad.Cli.Logging;

/// <summary>Writes an event as a line for people. What records, brokers and servers said in it can neither begin a line of its own nor make a terminal obey.</summary>
internal static class TextLine
{
    private const int Longest = 8000;

    /// <summary>The line, without its end.</summary>
    /// <param name="one">The event.</param>
    /// <param name="before">How many like it were held back before it.</param>
    public static string Of(LogEvent one, int before)
    {
        string whose = one.Category.StartsWith("Lad.", StringComparison.Ordinal) ? "" : one.Category + ": ";
        string text = (whose + one.Text + Failure(one)).ReplaceLineEndings(" ").TrimEnd();
        return "lad: " + Printable.Of(text, Longest) + (before == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({before} more like it before)"));
    }

    // Most texts say what failed. Where it happened is said of what nobody foresaw.
    private static string Failure(LogEvent one)
    {
        if (one.Failure is not { } failure || one.Text.Contains(failure.Message, StringComparison.Ordinal)) return "";
        bool isForeseen = failure is IOException || failure.GetType().Namespace?.StartsWith("Lad.", StringComparison.Ordinal) == true;
        return ": " + (isForeseen ? failure.Message : failure.ToString());
    }
}
