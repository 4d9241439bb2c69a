using System.Globalization;
using Lad.Cli.Configuration;
using Lad.Cli.Models;
using Lad.Cli.Records;
using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;

namespace Lad.Cli.Doctor.Inputs;

/// <summary>A few records of an input, parsed as a run would: what of them is understood.</summary>
/// <param name="input">How records are read.</param>
/// <param name="now">The time by this machine's clock.</param>
internal sealed class RecordSample(InputSettings input, DateTimeOffset now)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private readonly RecordParser parser = new(ParserSettings.Of(input));
    private readonly ParserScratch scratch = new();
    private readonly RecordBatch batch = new(512);
    private readonly Dictionary<RecordFormat, int> formats = [];
    private readonly SortedSet<string> services = new(StringComparer.Ordinal);
    private string firstFault = "";
    private int read, unusable, timed, old, early, broken;
    private DateTimeOffset latest = DateTimeOffset.MinValue;

    /// <summary>Takes a record.</summary>
    public void Add(ReadOnlySpan<byte> record)
    {
        if (record.IsEmpty) return;
        batch.Clear();
        batch.Append(record, default, now.UtcTicks);
        read++;
        if (record.IndexOf("\uFFFD"u8) >= 0 || !System.Text.Unicode.Utf8.IsValid(record)) broken++;
        bool parsed = parser.TryParse(batch, batch.RecordSlice(0), now.UtcTicks, scratch, out ParsedRecord found, out ParseFault fault);
        if (!parsed || found.Message.Of(batch.Buffer).IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            unusable++;
            if (firstFault.Length == 0) firstFault = parsed ? "it has no message" : fault.Describe();
            return;
        }
        formats[found.Format] = formats.GetValueOrDefault(found.Format) + 1;
        if (services.Count < 100 && found.Service.Of(batch.Buffer) is { IsEmpty: false } service) services.Add(System.Text.Encoding.UTF8.GetString(service));
        if (found.EventTimeTicks == 0) return;
        timed++;
        var time = new DateTimeOffset(found.EventTimeTicks, TimeSpan.Zero);
        if (time > latest) latest = time;
        if (time.Year < 2000) old++;
        if (time > now + Ahead) early++;
    }

    /// <summary>Says what was understood.</summary>
    /// <param name="findings">Is told.</param>
    /// <param name="place">Where the records are from.</param>
    public void Report(Findings findings, string place)
    {
        if (read == 0)
        {
            findings.Warning($"{place} is empty: there is nothing to learn from or to score", "do applications write there?");
            return;
        }
        string of = $"of the latest {read} records in {place}";
        const string paths = "name the field of the message (Input:Field, --field), or --field none for whole lines; `lad score --format table` shows what is read";
        if (unusable > read / 2) findings.Fault($"{unusable} {of} have no message that can be read; of the first: {firstFault}", paths);
        else if (unusable > 0) findings.Warning($"{unusable} {of} have no message that can be read; of the first: {firstFault}", paths);
        else findings.Ok($"all {of} have a message: {string.Join(", ", formats.OrderByDescending(format => format.Value).Select(format => $"{format.Value} {Name(format.Key)}"))}{Services()}");
        Times(findings, of);
        if (broken > 0) findings.Warning($"{broken} {of} are not UTF-8: what cannot be read is scored as �", "let the application write UTF-8");
    }

    private void Times(Findings findings, string of)
    {
        const string advice = "name the field of the time: Input:TimeField";
        if (old > 0) findings.Warning($"{old} {of} are from before the year 2000", advice);
        if (early > 0) findings.Warning(string.Create(CultureInfo.InvariantCulture, $"{early} {of} are from the future, up to {latest:yyyy-MM-dd HH:mm} UTC"), "set the clocks by NTP, and let applications write their times with the zone");
        if (timed == 0) findings.Warning($"none {of} names a time: the moment of reading stands for it", advice);
        else if (old + early == 0) findings.Ok(string.Create(CultureInfo.InvariantCulture, $"{timed} {of} name a time, the latest {latest:yyyy-MM-dd HH:mm:ss} UTC"));
    }

    private string Services() => services.Count == 0 ? "; none names a service" : $"; services {string.Join(", ", services.Take(5))}{(services.Count > 5 ? $" and {services.Count - 5} more" : "")}";

    private static string Name(RecordFormat format) => format switch { RecordFormat.Json => "JSON", RecordFormat.Logfmt => "logfmt", _ => "plain text" };
}
