namespace Lad.Kafka.Producing;

/// <summary>Where dead letters go.</summary>
public sealed record KafkaDeadLetterOptions
{
    private const string Suffix = ".dlq";

    /// <summary>One topic for all; <see langword="null"/> for the topic that a record came from with <c>.dlq</c> behind its name. Default <see langword="null"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>The topic for the dead letters of an input topic.</summary>
    public string For(string input) => Topic ?? input + Suffix;

    /// <summary>Everything that is wrong with the options.</summary>
    public IEnumerable<string> Validate()
    {
        if (Topic is { Length: 0 }) yield return "The topic of the dead letters has no name.";
    }
}
