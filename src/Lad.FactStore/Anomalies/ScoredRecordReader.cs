using System.Text.Json;
using Lad.FactStore.Anomalies.Reading;

namespace Lad.FactStore.Anomalies;

/// <summary>Reads anomalies from scored records, which are untrusted input: sizes are bounded, control characters stay text.</summary>
/// <remarks>
/// Members are found nested (<c>"service":{"name":...}</c>) and under dotted names (<c>"service.name":...</c>), as other tools write them. Texts are cut to what <see cref="AnomalyText"/> says;
/// what is not Unicode in them becomes U+FFFD, and U+0000, which no database takes, becomes U+2400.
/// </remarks>
public static class ScoredRecordReader
{
    /// <summary>Reads a record.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="anomaly">The anomaly; <see langword="null"/> when the record is none.</param>
    /// <returns>What is wrong with it; <see langword="null"/> when nothing is.</returns>
    public static string? TryRead(ReadOnlySpan<byte> json, out AnomalyRecord? anomaly)
    {
        anomaly = null;
        var members = new ScoredMembers();
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "it is no JSON object";
            new MemberWalk(members).Read(ref reader);
            // Reads what is left, which has to be white space.
            reader.Read();
        }
        catch (JsonException broken)
        {
            // Without its message, which quotes what is there, at worst all that is left of the record.
            return $"it is no JSON object: not understood at byte {broken.BytePositionInLine ?? 0} of its line {(broken.LineNumber ?? 0) + 1}";
        }
        return members.Fault() is { } fault ? fault : members.IsAnomaly ? members.TryMake(out anomaly) : null;
    }
}
