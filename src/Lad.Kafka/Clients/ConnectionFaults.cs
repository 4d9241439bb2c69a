using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>Collects what a client reports while it connects, and picks what tells most. Used by the client's threads.</summary>
internal sealed class ConnectionFaults
{
    private static readonly BusFault[] MostTelling = [BusFault.Authentication, BusFault.Encryption, BusFault.Unsupported];
    private readonly Lock gate = new();
    private readonly List<Error> seen = [];
    private readonly TaskCompletionSource hopeless = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when all brokers refuse the login: waiting will not help.</summary>
    public Task Hopeless => hopeless.Task;

    /// <summary>Takes a report.</summary>
    public void Add(Error error)
    {
        lock (gate)
        {
            if (error.Code == ErrorCode.Local_AllBrokersDown)
            {
                if (seen.Exists(earlier => KafkaFailure.FaultOf(earlier) == BusFault.Authentication)) hopeless.TrySetResult();
            }
            else if (seen.Count < 64)
            {
                seen.Add(error);
            }
        }
    }

    /// <summary>The report that tells most; <see langword="null"/> when there was none.</summary>
    public Error? Worst()
    {
        lock (gate)
        {
            foreach (BusFault fault in MostTelling)
                if (seen.FindLast(error => KafkaFailure.FaultOf(error) == fault) is { } telling) return telling;
            return seen.FindLast(error => ConnectionText.Advertised(error.Reason) is not null) ?? seen.FirstOrDefault();
        }
    }
}
