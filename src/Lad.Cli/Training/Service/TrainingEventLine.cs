using System.Globalization;
using Lad.Cli.Logging.Events;
using Lad.Pipeline.Training;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Training.Service;

/// <summary>Says in a line what a trainer did about one model.</summary>
internal static class TrainingEventLine
{
    /// <summary>Tells it.</summary>
    public static void Tell(ILogger log, TrainingEvent told)
    {
        string line = Of(told);
        string cause = told.Cause.ToString();
        if (told.NothingNew) log.NothingNew(line, told.Name, cause);
        else if (told.Failure is { } failure) log.TrainingFailed(line, told.Name, cause, failure);
        else if (told.Published is null) log.ModelNotPublished(line, told.Name, cause, told.Outcome?.Decision.Summary ?? "");
        else log.ModelPublished(line, told.Name, told.Outcome!.Model!.Metadata.Version, cause, told.Outcome.Learned, told.Elapsed.TotalSeconds);
    }

    /// <summary>The line, without the name of the program.</summary>
    public static string Of(TrainingEvent told)
    {
        string cause = Cause(told);
        if (told.NothingNew) return $"{told.Name}: nothing new to learn from, {told.Before} stays ({cause})";
        string stays = told.Before is null ? "there is no model yet" : $"{told.Before} stays";
        if (told.Outcome is not { } outcome) return $"{told.Name}: not learned, {stays} ({cause}): {told.Failure}";
        string learned = string.Create(CultureInfo.InvariantCulture,
            $"{outcome.Learned:N0} of {told.Arrivals:N0} records, {outcome.HeldBack:N0} held back, {told.Elapsed.TotalSeconds:F1} s, {cause}");
        if (told.Failure is not null) return $"{told.Name}: not published, {stays} ({learned}): {told.Failure}";
        if (told.Published is null) return $"{told.Name}: not published, {stays} ({learned}): {outcome.Decision.Summary}";
        string forced = outcome.Decision.Passes ? "" : "forced: ";
        return $"{told.Name}: published {outcome.Model!.Metadata.Version} to {told.Published} ({learned}): {forced}{outcome.Decision.Summary}{FeedbackSentence.Behind(outcome.Model!)}";
    }

    private static string Cause(TrainingEvent told) => told.Cause switch
    {
        TrainingCause.FirstModel => "first model",
        TrainingCause.Schedule => "scheduled",
        TrainingCause.Drift => string.Create(CultureInfo.InvariantCulture, $"drift: {told.DriftShare * 100:F1} % of recent records unknown"),
        _ => "asked for",
    };
}
