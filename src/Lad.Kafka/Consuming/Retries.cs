using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Consuming;

/// <summary>Asks the brokers until they answer: one that is away for a while is no error.</summary>
/// <param name="options">What is read, for errors.</param>
/// <param name="deadline">After how long it is one.</param>
/// <param name="stopping">Ends the asking.</param>
/// <param name="observer">Hears of failures.</param>
/// <param name="clock">The clock.</param>
internal sealed class Retries(KafkaSourceOptions options, TimeSpan deadline, ManualResetEventSlim stopping, IKafkaSourceObserver observer, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>How long one question may take.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Asks.</summary>
    /// <param name="what">What for, as it goes behind "cannot".</param>
    /// <param name="question">The question.</param>
    /// <exception cref="BusException">No answer came in time, or it was one that asking again does not change.</exception>
    /// <exception cref="OperationCanceledException">The source is being stopped.</exception>
    public T Ask<T>(string what, Func<T> question)
    {
        long start = clock.GetTimestamp();
        string? told = null;
        while (true)
        {
            try
            {
                return question();
            }
            catch (KafkaException e)
            {
                if (ConsumerFault.IsFinal(e.Error) || clock.GetElapsedTime(start) >= deadline) throw KafkaFailure.Of(e, options.Client, string.Join(',', options.Topics), options.GroupId);
                if (told != e.Error.Reason) observer.Trouble($"cannot {what}: {e.Error.Reason}; trying again");
                told = e.Error.Reason;
            }
            observer.Turned();
            if (stopping.Wait(Pause)) throw new OperationCanceledException("The source is being stopped.");
        }
    }
}
