using System.Text.Json;

namespace Lad.Cli.Doctor;

/// <summary>What was found, for machines: one object.</summary>
internal static class DiagnosisJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Diagnosis diagnosis, int exitCode, bool quiet, TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("exit_code", exitCode);
            json.WriteStartObject("counts");
            foreach (FindingState state in Enum.GetValues<FindingState>().Reverse()) json.WriteNumber(Word(state), diagnosis.Count(state));
            json.WriteEndObject();
            json.WriteStartArray("configuration");
            foreach (string fault in diagnosis.Configuration) json.WriteStringValue(fault);
            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (CheckResult check in diagnosis.Checks)
                foreach (Finding finding in check.Findings.Where(finding => !quiet || finding.State >= FindingState.Warning)) Write(json, check, finding);
            json.WriteEndArray();
            json.WriteNumber("seconds", Math.Round(diagnosis.Elapsed.TotalSeconds, 3));
            json.WriteEndObject();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, CheckResult check, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", check.Name);
        json.WriteString("state", Word(finding.State));
        json.WriteString("text", finding.Text);
        if (finding.Advice.Length > 0) json.WriteString("advice", finding.Advice);
        json.WriteEndObject();
    }

    private static string Word(FindingState state) => state.ToString().ToLowerInvariant();
}
