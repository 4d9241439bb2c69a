using Confluent.Kafka;

namespace Lad.Kafka.Consuming;

/// <summary>Hears what happens to a source, for an operator's log. Called on the poll thread, in order: it must not take long, nor throw.</summary>
public interface IKafkaSourceObserver
{
    /// <summary>Partitions came. May be empty: a standby member.</summary>
    void Assigned(IReadOnlyList<TopicPartition> partitions) { }

    /// <summary>Partitions were given up, after what was in flight of them was committed.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="drained">Whether all that was in flight was acknowledged within the deadline; the next owner reads the rest again.</param>
    void Revoked(IReadOnlyList<TopicPartition> partitions, bool drained) { }

    /// <summary>Partitions were lost without having been given up; someone else reads again what was in flight.</summary>
    void Lost(IReadOnlyList<TopicPartition> partitions) { }

    /// <summary>All partitions go back to what was committed last.</summary>
    void Rewound(IReadOnlyList<TopicPartition> partitions) { }

    /// <summary>The graph takes no records for a while: fetching pauses, membership of the group goes on.</summary>
    void Paused(long records, long bytes) { }

    /// <summary>The graph takes records again.</summary>
    void Resumed() { }

    /// <summary>A commit did not succeed. What it would have stored is stored by the next, or read once more.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="benign">Whether it only says that the partitions belong to someone else by now.</param>
    void CommitFailed(string reason, bool benign) { }

    /// <summary>Something is missing that may still come, such as the topic; said once.</summary>
    void Waiting(string reason) { }

    /// <summary>Something went wrong that the client retries by itself: a broker that cannot be reached, say.</summary>
    void Trouble(string reason) { }

    /// <summary>The loop that polls goes on turning, whatever the brokers do: several times a second, less often while it waits for them or for work in flight.</summary>
    void Turned() { }
}
