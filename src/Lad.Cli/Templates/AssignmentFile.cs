using System.Buffers;
using System.Globalization;
using System.Text;
using Lad.Detection.Templates;

namespace Lad.Cli.Templates;

/// <summary>Writes which template each line has, as CSV (RFC 4180) with the columns <c>LineId,EventId,EventTemplate</c>.</summary>
internal static class AssignmentFile
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>Writes one row a line, numbered from 1.</summary>
    public static void Write(string path, IReadOnlyList<AssignedTemplate> lines)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16);
        file.Write("LineId,EventId,EventTemplate\r\n");
        for (int line = 0; line < lines.Count; line++)
        {
            file.Write((line + 1).ToString(CultureInfo.InvariantCulture));
            file.Write(',');
            file.Write(Fingerprint.ToText(lines[line].Fingerprint));
            file.Write(',');
            file.Write(Quoted(lines[line].Text));
            file.Write("\r\n");
        }
    }

    /// <summary>A field, in quotes where its content asks for them.</summary>
    public static string Quoted(string field) => field.AsSpan().IndexOfAny(Special) < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
