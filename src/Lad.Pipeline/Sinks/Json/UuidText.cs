using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>An id's 32 hex digits in the groups of a UUID: 8-4-4-4-12.</summary>
internal static class UuidText
{
    /// <summary>Appends the 36 characters.</summary>
    public static void Append(OutputBuffer output, EventId id)
    {
        Span<byte> digits = stackalloc byte[EventId.TextLength];
        id.Format(digits);
        output.Append(digits[..8]);
        for (int group = 8; group < 20; group += 4)
        {
            output.Append((byte)'-');
            output.Append(digits[group..(group + 4)]);
        }
        output.Append((byte)'-');
        output.Append(digits[20..]);
    }
}
