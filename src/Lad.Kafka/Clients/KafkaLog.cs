using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>
/// Where the lines go that librdkafka would print on stderr. A client says the same thing every second while a broker is away: who writes the lines holds back what repeats. Safe for all threads.
/// </summary>
/// <param name="write">Writes a line; called on threads of the client, several at a time, and must be quick.</param>
public sealed class KafkaLog(Action<KafkaLogLine> write)
{
    // What brokers before 0.10 need.
    private static readonly string[] ForOldBrokers = ["api.version.request is deprecated", "api.version.fallback.ms is deprecated", "broker.version.fallback is deprecated"];

    /// <summary>Writes nothing.</summary>
    public static KafkaLog Silent { get; } = new(_ => { });

    /// <summary>Takes a line of librdkafka's log.</summary>
    public void Write(LogMessage line)
    {
        // One set of properties serves producers and consumers; each says so of those that are the other's.
        if (line.Facility is "CONFWARN" && line.Message.Contains("will be ignored by this", StringComparison.Ordinal)) return;
        // Later ones announce that librdkafka 3 will not speak to such brokers; who has one cannot do without.
        if (line.Facility is "CONFWARN" && ForOldBrokers.Any(name => line.Message.Contains(name, StringComparison.Ordinal))) return;
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

    private void Write(KafkaLogLevel level, string facility, string client, string text) =>
        write(new KafkaLogLine(level, facility, client, text.ReplaceLineEndings(" ").TrimEnd()));

    /// <summary>A line without the name of librdkafka's thread before it.</summary>
    internal static string WithoutThread(string message)
    {
        int end = message.StartsWith("[thrd:", StringComparison.Ordinal) ? message.IndexOf("]: ", StringComparison.Ordinal) : -1;
        return end < 0 ? message : message[(end + 3)..];
    }
}
