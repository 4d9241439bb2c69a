using System.Text.Json;

namespace Lad.Browser.Tests.Scorers;

/// <summary>What each scorer said of each template, and when it was heard. Thread-safe.</summary>
internal sealed class HeardVerdicts
{
    private readonly Lock gate = new();
    private readonly List<(string Scorer, int Template, string Suppressed, long At)> said = [];
    private readonly Dictionary<int, string> fingerprints = [];

    /// <summary>Hears a verdict.</summary>
    /// <param name="verdict">The scored record.</param>
    /// <param name="parts">The words by which templates are told apart.</param>
    /// <param name="at">When, by the machine's timer.</param>
    public void Hear(byte[] verdict, IReadOnlyList<string> parts, long at)
    {
        using JsonDocument record = JsonDocument.Parse(verdict);
        string message = record.RootElement.GetProperty("message").GetString()!;
        string[] words = message.Split(' ');
        int template = parts.ToList().IndexOf(words[1]);
        JsonElement lad = record.RootElement.GetProperty("lad");
        string suppressed = lad.TryGetProperty("suppressed", out JsonElement reason) ? reason.GetString()! : "";
        lock (gate)
        {
            fingerprints[template] = lad.GetProperty("fingerprint").GetString()!;
            said.Add((words[4], template, suppressed, at));
        }
    }

    public string FingerprintOf(int template)
    {
        lock (gate) return fingerprints[template];
    }

    /// <summary>When each scorer first said so of a template after a moment; those that did not are left out.</summary>
    public long[] First(int template, string suppressed, long after)
    {
        lock (gate) return [.. said.Where(one => one.Template == template && one.Suppressed == suppressed && one.At >= after).GroupBy(one => one.Scorer).Select(ones => ones.Min(one => one.At))];
    }
}
