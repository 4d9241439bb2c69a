using System.Text;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Detection;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Feedback;

namespace Lad.Cli.Feedback;

/// <summary>Finds out what a statement is about: a fingerprint, an event, a message under the model in force, or a scored record.</summary>
internal static class JudgedAnomaly
{
    /// <summary>Reads 16 hexadecimal digits.</summary>
    /// <exception cref="CommandException">They are not.</exception>
    public static ulong Fingerprint(string text) => text.Length == 16 && text.All(char.IsAsciiHexDigit)
        ? Convert.ToUInt64(text, 16)
        : throw new CommandException($"'{Printable.Of(text, 80)}' is no fingerprint: those have 16 hexadecimal digits, as lad.fingerprint of a scored record", ExitCode.Usage);

    /// <summary>A draft about a message: its fingerprint is the one that it has under the model in force.</summary>
    public static async Task<FeedbackDraft> OfMessageAsync(FeedbackDraft draft, string message, LadSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        DetectionModel model = await ModelPlace.ReadAsync(settings.Model, ModelPlace.Open(settings, terminal), cancellation).ConfigureAwait(false);
        ulong fingerprint = new Detector(model).Assess(Encoding.UTF8.GetBytes(message), new DetectorScratch()).Fingerprint;
        return draft with { Fingerprint = fingerprint, Message = message, Model = $"{model.Metadata.Name}/{model.Metadata.Version}" };
    }

    /// <summary>A draft about a scored record.</summary>
    /// <exception cref="CommandException">It is none, or no anomaly.</exception>
    public static FeedbackDraft OfRecord(FeedbackDraft draft, string record)
    {
        if (ScoredRecordReader.TryRead(Encoding.UTF8.GetBytes(record), out AnomalyRecord? anomaly) is { } fault) throw new CommandException($"standard input holds no scored record: {fault}");
        if (anomaly is null) throw new CommandException("the scored record on standard input is no anomaly");
        return draft with { Fingerprint = anomaly.Fingerprint, Message = anomaly.Message, Service = anomaly.Service, Model = anomaly.Model, EventId = anomaly.EventId };
    }
}
