using System.Globalization;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Producing;

/// <summary>How verdicts and dead letters are sent.</summary>
public sealed record KafkaProducerOptions
{
    private const string MaxMessageBytesProperty = "message.max.bytes";
    private const int UsualMaxMessageBytes = 1_000_000;

    /// <summary>How the brokers are reached. Its properties win over everything else here.</summary>
    public KafkaClientOptions Client { get; init; } = new();

    /// <summary>
    /// Whether the brokers know headers, which came with Kafka 0.11. Without them messages have none, and a dead letter is a JSON envelope; since idempotence and transactions
    /// came with the same version, the producer is not idempotent then. Default yes.
    /// </summary>
    public bool Headers { get; init; } = true;

    /// <summary>How long a message may wait for others to share a request with, 0 to 1 second. More is fewer, larger requests; less is lower latency. Default 5 ms.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Messages that wait for the brokers at most, 1 to 10,000,000; at the bound the graph is held back. Default 100,000.</summary>
    public int MaxQueuedMessages { get; init; } = 100_000;

    /// <summary>Bytes of the messages that wait for the brokers at most, 1 MiB to 2 GiB; at the bound the graph is held back. Default 64 MiB.</summary>
    public long MaxQueuedBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// The name under which brokers know this producer's transactions; <see langword="null"/> (the default) for a producer without. Of two with the same name the later one fences the earlier:
    /// see <see cref="Transactions.KafkaTransactionOptions.IdOf"/>.
    /// </summary>
    public string? TransactionalId { get; init; }

    /// <summary>
    /// How long brokers keep a transaction open that nobody ends, 1 second to 15 minutes: what a killed process left keeps readers of committed messages waiting for that long, unless another takes over its
    /// <see cref="TransactionalId"/>. A transaction that cannot be committed for that long is aborted by the brokers. Default 30 s.
    /// </summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest message that may be sent, with key and headers: <c>message.max.bytes</c> of the client's properties, or 1,000,000, which fits what brokers accept unless told otherwise.
    /// </summary>
    public int MaxMessageBytes =>
        Client.Properties.TryGetValue(MaxMessageBytesProperty, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)
            ? bytes
            : UsualMaxMessageBytes;

    /// <summary>
    /// How long a topic that is not known may take to be known, 0 to 10 minutes: a broker that has just come back says for a moment that its topics have no partitions. Batches are sent again
    /// meanwhile; in a transaction, which is aborted instead, it does not matter. Default 30 seconds.
    /// </summary>
    public TimeSpan TopicPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Everything that is wrong with the options.</summary>
    public IEnumerable<string> Validate()
    {
        if (Linger < TimeSpan.Zero || Linger > TimeSpan.FromSeconds(1)) yield return $"The producer's Linger is {Linger}: it must be 0 to 1 second.";
        if (TopicPatience < TimeSpan.Zero || TopicPatience > TimeSpan.FromMinutes(10)) yield return $"The producer's TopicPatience is {TopicPatience}: it must be 0 to 10 minutes.";
        if (MaxQueuedMessages is < 1 or > 10_000_000) yield return $"The producer's MaxQueuedMessages is {MaxQueuedMessages}: it must be 1 to 10000000.";
        if (MaxQueuedBytes is < 1 << 20 or > 1L << 31) yield return $"The producer's MaxQueuedBytes is {MaxQueuedBytes}: it must be 1 MiB to 2 GiB.";
        if (TransactionalId is { Length: 0 }) yield return "The producer's TransactionalId is empty.";
        if (TransactionalId is not null && !Headers) yield return "The producer has a TransactionalId, and its brokers know no headers: transactions came with the same version of Kafka, 0.11.";
        if (TransactionTimeout < TimeSpan.FromSeconds(1) || TransactionTimeout > TimeSpan.FromMinutes(15)) yield return $"The producer's TransactionTimeout is {TransactionTimeout}: it must be 1 second to 15 minutes.";
    }

    /// <summary>These options.</summary>
    /// <exception cref="ArgumentException">Something is wrong with them; names all of it.</exception>
    internal KafkaProducerOptions Checked()
    {
        string[] faults = [.. Validate()];
        return faults.Length == 0 ? this : throw new ArgumentException(string.Join(Environment.NewLine, faults));
    }
}
