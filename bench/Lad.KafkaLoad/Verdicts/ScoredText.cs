using System.Globalization;
using System.Text;

namespace Lad.KafkaLoad.Verdicts;

/// <summary>Finds a few fields in a scored record without parsing the whole of it: quotes within strings are escaped, so the names are found where they are meant.</summary>
internal static class ScoredText
{
    /// <summary>The two halves of <c>event.id</c>: stream and offset.</summary>
    public static bool TryReadId(ReadOnlySpan<byte> record, out ulong stream, out long offset)
    {
        stream = 0;
        offset = 0;
        int start = record.IndexOf("\"event\":{"u8);
        if (start < 0) return false;
        ReadOnlySpan<byte> rest = record[start..];
        int id = rest.IndexOf("\"id\":\""u8);
        if (id < 0 || rest.Length < id + 6 + 32) return false;
        ReadOnlySpan<byte> digits = rest.Slice(id + 6, 32);
        return ulong.TryParse(digits[..16], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out stream) && long.TryParse(digits[16..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out offset);
    }

    /// <summary>The version of the model that made the verdict.</summary>
    public static string? ModelVersion(ReadOnlySpan<byte> record)
    {
        int model = record.LastIndexOf("\"model\":{"u8);
        if (model < 0) return null;
        ReadOnlySpan<byte> rest = record[model..];
        int start = rest.IndexOf("\"version\":\""u8);
        if (start < 0) return null;
        rest = rest[(start + 11)..];
        int end = rest.IndexOf((byte)'"');
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
    }
}
