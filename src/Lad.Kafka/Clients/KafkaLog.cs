using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>
/// Where the lines go that librdkafka would print on stderr. A line is written when it is new; the like of it (numbers aside) is then held back and counted for a while,
/// since a client says the same thing every second while a broker is away. Safe for all threads.
/// </summary>
/// <param name="write">Writes a line; called on a thread of the client, and must be quick.</param>
/// <param name="clock">The clock.</param>
/// <param name="quiet">How long lines like one that was written are held back; <see langword="null"/>: 30 s.</param>
public sealed class KafkaLog(Action<KafkaLogLine> write, TimeProvider clock, TimeSpan? quiet = null)
{
    private readonly Lock gate = new();
    private readonly RepeatedLines repeated = new(clock, quiet ?? TimeSpan.FromSeconds(30));

    /// <summary>Writes nothing.</summary>
    public static KafkaLog Silent { get; } = new(_ => { }, TimeProvider.System);

    /// <summary>Takes a line of librdkafka's log.</summary>
    public void Write(LogMessage line)
    {
        // One set of properties serves producers and consumers; each says so of those that are the other's.
        if (line.Facility is "CONFWARN" && line.Message.Contains("will be ignored by this", StringComparison.Ordinal)) return;
        KafkaLogLevel level = line.Level switch
        {
            <= SyslogLevel.Error => KafkaLogLevel.Error,
            <= SyslogLevel.Notice => KafkaLogLevel.Warning,
            SyslogLevel.Info => KafkaLogLevel.Information,
            _ => KafkaLogLevel.Debug,
        };
        Write(level, line.Facility, line.Name, WithoutThread(line.Message));
    }

    /// <summary>Takes an error; those of single connections are left to the log, which has them too.</summary>
    public void Write(Error error)
    {
        if (error.Code is ErrorCode.Local_Transport or ErrorCode.Local_Resolve or ErrorCode.Local_Ssl or ErrorCode.Local_Authentication) return;
        Write(error.IsFatal ? KafkaLogLevel.Error : KafkaLogLevel.Warning, error.Code.ToString(), "", error.Reason);
    }

    private void Write(KafkaLogLevel level, string facility, string client, string text)
    {
        int repeats = 0;
        if (level != KafkaLogLevel.Debug)
        {
            lock (gate)
            {
                if (!repeated.IsDue(facility + text, out repeats)) return;
            }
        }
        write(new KafkaLogLine(level, facility, client, text.ReplaceLineEndings(" ").TrimEnd(), repeats));
    }

    private static string WithoutThread(string message)
    {
        int end = message.StartsWith("[thrd:", StringComparison.Ordinal) ? message.IndexOf("]: ", StringComparison.Ordinal) : -1;
        return end < 0 ? message : message[(end + 3)..];
    }
}
