using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>Where people's feedback is published for scorers and trainers.</summary>
public sealed record FeedbackSettings
{
    /// <summary>A topic or a file; <see langword="null"/>: the usual one.</summary>
    public Location? Location { get; init; }
}
