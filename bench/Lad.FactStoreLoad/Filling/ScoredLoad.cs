using System.Globalization;
using System.Text;
using Lad.FactStore.Feedback;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;

namespace Lad.FactStoreLoad.Filling;

/// <summary>
/// Scored records: a day of anomalies in the order of their times, a minute apart at most. Few groups have many, most have few (the share of a group falls with its rank), in twenty services.
/// </summary>
internal sealed class ScoredLoad(int count, int groups, DateTimeOffset end)
{
    private const int Services = 20;
    private static readonly string[] Levels = ["info", "warn", "error", "fatal"];
    private static readonly string[] Things = ["volume", "replica", "session", "payment", "upload", "lease", "index", "token"];
    private static readonly string[] Fates = ["was lost after", "timed out within", "was refused by", "grew beyond", "could not be read from", "has no quorum for"];
    private readonly Random random = new(7);
    private readonly StringBuilder text = new();

    /// <summary>The latest time.</summary>
    public DateTimeOffset End => end;

    /// <summary>The fingerprint of a group.</summary>
    public static ulong Fingerprint(int group) => (ulong)(group + 1) * 0x9E3779B97F4A7C15;

    /// <summary>A group's service.</summary>
    public static string Service(int group) => $"service-{group % Services}";

    /// <summary>Writes all lines.</summary>
    public void Write(string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20) { NewLine = "\n" };
        for (int number = 0; number < count; number++) file.WriteLine(Line(number));
    }

    private StringBuilder Line(int number)
    {
        int group = (int)(groups * Math.Pow(random.NextDouble(), 2));
        string thing = Things[group % Things.Length];
        string fate = Fates[group % Fates.Length];
        DateTimeOffset at = end.AddDays(-1) + (TimeSpan.FromDays(1) * ((double)number / count)) - TimeSpan.FromSeconds(random.NextDouble() * 60);
        string template = $"worker-{group} says: the {thing} <*> {fate} <*> ms, host <*> is taken out of rotation for group {group}";
        text.Clear();
        text.Append(
            CultureInfo.InvariantCulture,
            $$$"""
            {"@timestamp":"{{{at:yyyy-MM-ddTHH:mm:ss.fff}}}Z","message":"worker-{{{group}}} says: the {{{thing}}} {{{number}}} {{{fate}}} {{{random.Next(10_000)}}} ms, host 10.0.{{{random.Next(256)}}}.{{{random.Next(256)}}} is taken out of rotation for group {{{group}}}","service":{"name":"{{{Service(group)}}}"},"log":{"level":"{{{Levels[group % 4]}}}"},"event":{"kind":"alert","id":"00000000000000ab{{{number:x16}}}","dataset":"lad.scored"},"lad":{"anomaly":true,"score":{{{0.995 + (random.NextDouble() * 0.005):F4}}},"threshold":0.995,"fingerprint":"{{{Fingerprint(group):x16}}}","template":"{{{template}}}","map":{"row":{{{group % 24}}},"column":{{{group / 24 % 24}}},"distance":1.83},"percentile":0.999,"novel_words":["worker-{{{group}}}"],"words":[{"word":"worker-{{{group}}}","influence":0.41},{"word":"{{{thing}}}","influence":0.2},{"word":"rotation","influence":0.11}],"reasons":["no template of the model is like this one","the word worker-{{{group}}} was never seen in training"],"nearest":"worker <*> says: the {{{thing}}} <*> is well","model":{"name":"default","version":"20261121T101500Z-9f2c1a00"}
            """);
        return text.Append("}}");
    }

    /// <summary>People say something of the first groups: most are false positives, some are snoozed, some confirmed.</summary>
    public async Task JudgeAsync(FeedbackLedger ledger, int states, CancellationToken stop)
    {
        for (int group = 0; group < Math.Min(states, groups); group++)
        {
            FeedbackKind kind = (group % 6) switch { 0 => FeedbackKind.Snooze, 1 => FeedbackKind.TruePositive, _ => FeedbackKind.FalsePositive };
            await ledger.AppendAsync(
                new FeedbackDraft { Fingerprint = Fingerprint(group), Kind = kind, Message = $"worker-{group} says", Until = kind == FeedbackKind.Snooze ? end.AddDays(30) : null },
                new Actor("load", Role.Editor),
                stop).ConfigureAwait(false);
        }
    }
}
