using System.Globalization;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>Numbers as JSON has them.</summary>
internal static class JsonNumber
{
    /// <summary>Appends a number; it must be finite.</summary>
    public static void Append<T>(OutputBuffer output, T value) where T : IUtf8SpanFormattable
    {
        value.TryFormat(output.GetSpan(32), out int length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
    }
}
