using System.Globalization;
using Lad.Cli.Doctor.Brokers;
using Lad.Cli.Locations;
using Lad.Cli.Models;
using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Cli.Doctor.Models;

/// <summary>Looks at the models: whether each in force can be read, how old it is, and whether all fit into memory.</summary>
/// <param name="scope">What is looked at.</param>
/// <param name="reach">The brokers, for models on a topic.</param>
internal sealed class ModelCheck(Scope scope, KafkaReach reach)
{
    private const double Mebibyte = 1 << 20;

    private Location Place => scope.Settings.Model.Location;

    private string Wanted => scope.Settings.Model.Name;

    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        if (Place.Kind == LocationKind.Kafka && (await reach.MapAsync(findings).ConfigureAwait(false))?.Topics.ContainsKey(Place.Path) != true) return;
        long bytes = 0;
        bool found = false;
        foreach (string name in await NamesAsync(findings, end).ConfigureAwait(false))
        {
            found |= name == Wanted;
            try
            {
                IModelStore store = Place.Kind == LocationKind.File ? ModelPlace.Open(scope.Settings, scope.Clock) : ModelPlace.Library(scope.Settings, scope.Clock).History(name);
                if (await store.ReadAsync(end).ConfigureAwait(false) is not { } model) findings.Warning($"{Place} has versions of model {name}, none of which is in force", $"lad model rollback VERSION --name {name} --model {Place}");
                else bytes += Look(name, model, findings);
            }
            catch (ModelStoreException refusal)
            {
                findings.Fault($"model {name} is refused: {refusal.Message}", Place.Kind == LocationKind.File ? $"lad train --model {Place}" : $"lad model rollback --name {name} --model {Place}, or train it again");
            }
        }
        if (!found) Missing(findings);
        else if (scope.Scores) Size(bytes, findings);
        if (scope.Trains && Place.Kind == LocationKind.Models) Turn(findings);
    }

    private async Task<IReadOnlyList<string>> NamesAsync(Findings findings, CancellationToken end)
    {
        if (Place.Kind == LocationKind.File) return File.Exists(Place.Path) || Directory.Exists(Place.Path) ? [Wanted] : [];
        if (Place.Kind != LocationKind.Kafka && !Directory.Exists(Place.Path)) return [];
        if (Place.Kind == LocationKind.Kafka || Directory.Exists(Place.Path)) return await ModelPlace.Library(scope.Settings, scope.Clock).NamesAsync(end).ConfigureAwait(false);
        findings.Fault($"{Place} is no place of models");
        return [];
    }

    private long Look(string name, DetectionModel model, Findings findings)
    {
        TimeSpan age = scope.Clock.GetUtcNow() - model.Metadata.CreatedAt;
        string text = string.Create(CultureInfo.InvariantCulture,
            $"model {name} {model.Metadata.Version} in {Place}: {model.Templates.Items.Count:N0} templates from {model.Metadata.TrainingRecords:N0} records, learned {Ago(age)}");
        TimeSpan every = scope.Settings.Trainer.Every;
        if (age < TimeSpan.FromMinutes(-5)) findings.Warning($"{text}: in the future by this machine's clock", "set the clocks by NTP: timedatectl set-ntp true");
        else if (scope.Trains && every > TimeSpan.Zero && age > 3 * every + TimeSpan.FromHours(1)) findings.Warning($"{text}, and Trainer:Every is {every.TotalHours:0.##} h", "is lad trainer running, and what does it refuse? `lad trainer --once` says it");
        else findings.Ok(text);
        return model.EstimatedBytes;
    }

    private void Missing(Findings findings)
    {
        string text = $"there is no model '{Wanted}' in {Place} yet";
        string advice = Place.Kind == LocationKind.Kafka ? "lad trainer --once publishes one; lad scorer waits for it" : $"lad train --from {(scope.Settings.Input.From.Kind == LocationKind.Standard ? "file:app.log" : scope.Settings.Input.From)} --model {Place}";
        findings.Warning(text, advice);
    }

    private void Size(long bytes, Findings findings)
    {
        long most = scope.Settings.Model.MaxBytes;
        string text = string.Create(CultureInfo.InvariantCulture, $"all models take {bytes / Mebibyte:N1} MiB of memory, of the {most / Mebibyte:N0} that Model:MaxBytes allows");
        if (bytes > most) findings.Fault(text + ": some are left out", $"raise Model:MaxBytes above {bytes}");
        else if (bytes > most / 5 * 4) findings.Warning(text, "raise Model:MaxBytes before the next services come");
        else findings.Ok(text);
    }

    private void Turn(Findings findings)
    {
        if (!Directory.Exists(Place.Path)) return;
        foreach (string turn in Directory.EnumerateFiles(Place.Path, ".lock", SearchOption.AllDirectories))
        {
            try
            {
                using var free = new FileStream(turn, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                findings.Warning($"another process publishes into {Path.GetDirectoryName(turn)} at this moment", $"if that lasts: fuser {turn}");
            }
        }
    }

    private static string Ago(TimeSpan age) => age.TotalDays >= 2 ? $"{age.TotalDays:0} days ago" : age.TotalHours >= 2 ? $"{age.TotalHours:0} hours ago" : $"{Math.Max(0, age.TotalMinutes):0} minutes ago";
}
