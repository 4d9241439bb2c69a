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

    /// <summary>Takes a line of the log: that a connection is closed at its first request is an error for older librdkafka, and for 2.15 a line alone.</summary>
    public void Add(LogMessage line)
    {
        if (line.Facility is "FAIL" && ConnectionText.FaultOf(line.Message) == BusFault.Unsupported) Add(new Error(ErrorCode.Local_Transport, KafkaLog.WithoutThread(line.Message)));
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
