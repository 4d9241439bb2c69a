using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Pipeline.Training;

namespace Lad.Cli.Training.Service;

/// <summary>Makes the trainer's options that the settings ask for.</summary>
internal static class TrainerPlan
{
    /// <summary>What is kept of the stream.</summary>
    public static ServiceReservoirOptions Reservoirs(LadSettings settings) => new()
    {
        Whole = settings.Model.Name,
        // A file holds one model.
        ByService = settings.Trainer.ByService && settings.Model.Location.Kind != LocationKind.File,
        MaxServices = (int)settings.Trainer.MaxServices,
        Reservoir = new ReservoirOptions
        {
            MaxRecords = (int)settings.Trainer.Reservoir,
            MaxBytes = settings.Trainer.ReservoirBytes,
            Window = settings.Trainer.Window,
            WindowRecords = settings.Trainer.LastRecords,
        },
    };

    /// <summary>When a model counts as overtaken.</summary>
    public static DriftOptions Drift(TrainerSettings settings) => new() { Share = settings.DriftShare, Window = (int)settings.DriftWindow };

    /// <summary>What a model must keep to.</summary>
    public static PublishingRules Rules(TrainerSettings settings) => new()
    {
        MinRecords = settings.MinRecords,
        MaxAnomalyRate = settings.MaxAnomalyRate,
        MaxRateFactor = settings.MaxRateFactor,
        MaxUnknownShare = settings.MaxUnknownShare,
        MinTemplateShare = settings.MinTemplateShare,
        MaxErrorFactor = settings.MaxErrorFactor,
    };

    /// <summary>What the trainer does.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="force">Whether models are published whatever the gate says.</param>
    public static TrainerOptions Options(LadSettings settings, bool force) => new()
    {
        Whole = settings.Model.Name,
        Source = settings.Input.From.ToString(),
        Schedule = new TrainingScheduleOptions { Every = settings.Trainer.Every, MinInterval = settings.Trainer.MinInterval },
        Rules = Rules(settings.Trainer),
        HoldBack = settings.Trainer.HoldBack,
        Continues = settings.Trainer.Update,
        Force = force,
    };
}
