namespace Lad.Kafka.Topics;

/// <summary>One thing that differs between a topic as it should be and as it is.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Setting">What of it: <c>topic</c>, <c>partitions</c>, <c>replication</c>, or a configuration's name.</param>
/// <param name="Wanted">As it should be.</param>
/// <param name="Is">As it is.</param>
/// <param name="Action">What applying the plan does.</param>
/// <param name="Reason">Why nothing is done, and what to do instead; empty when something is.</param>
public sealed record TopicDifference(string Topic, string Setting, string Wanted, string Is, TopicAction Action, string Reason = "");

/// <summary>What applying a plan does about a difference.</summary>
public enum TopicAction
{
    /// <summary>Makes the topic.</summary>
    Create,

    /// <summary>Changes the configuration.</summary>
    Change,

    /// <summary>Adds partitions.</summary>
    Grow,

    /// <summary>Nothing: it belongs to others.</summary>
    Leave,

    /// <summary>Nothing: it cannot be changed, or must be asked for.</summary>
    Refuse,
}
