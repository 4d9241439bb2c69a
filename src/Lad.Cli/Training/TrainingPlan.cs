using Lad.Cli.Configuration;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Thresholds;
using Lad.Detection.Training;

namespace Lad.Cli.Training;

/// <summary>Makes the training options that the settings ask for.</summary>
internal static class TrainingPlan
{
    /// <summary>The options.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="force">Whether to learn even from a stream that cannot be modelled.</param>
    /// <exception cref="ConfigurationException">Something is wrong; all of it is listed.</exception>
    public static TrainingOptions Of(LadSettings settings, bool force)
    {
        TrainingSettings training = settings.Training;
        var options = new TrainingOptions
        {
            Seed = (ulong)training.Seed,
            Threads = training.Threads == 0 ? Environment.ProcessorCount : (int)training.Threads,
            HoldBack = training.HoldBack,
            Masking = new MaskingRules { UserPatterns = training.MaskPatterns },
            Map = Map(training),
            Scoring = new ScoringRules { SeverityWeight = training.SeverityWeight },
            Threshold = ThresholdPolicy.Parse(settings.Threshold.Policy, settings.Threshold.Parameter),
            Floor = settings.Threshold.Floor,
            Force = force,
        };
        IReadOnlyList<string> faults = options.Faults();
        return faults.Count == 0 ? options : throw new ConfigurationException([.. faults.Select(fault => "Training: " + fault)]);
    }

    private static SelfOrganizingMapOptions Map(TrainingSettings training)
    {
        var standard = new SelfOrganizingMapOptions { RoughEpochs = (int)training.MapRoughEpochs, FineEpochs = (int)training.MapFineEpochs, Iterations = training.MapIterations };
        return training.MapSize.Rows == 0 ? standard with { SizeFromData = true } : standard with { Rows = training.MapSize.Rows, Columns = training.MapSize.Columns };
    }
}
