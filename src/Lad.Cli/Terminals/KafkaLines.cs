using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Terminals;

/// <summary>What Kafka's client says, as diagnostics.</summary>
internal static class KafkaLines
{
    /// <summary>A log that tells the terminal.</summary>
    public static KafkaLog Of(Terminal terminal)
    {
        ILogger log = terminal.Log.CreateLogger(LogCategory.Kafka);
        return new KafkaLog(line => Tell(log, line));
    }

    private static void Tell(ILogger log, KafkaLogLine line)
    {
        switch (line.Level)
        {
            // It calls each connection that is lost an error, and goes on trying: what it says without a client's name is final.
            case KafkaLogLevel.Error when line.Client.Length == 0:
                log.ClientFailed(line.Text, line.Facility, line.Client);
                break;
            case KafkaLogLevel.Error or KafkaLogLevel.Warning:
                log.ClientTroubled(line.Text, line.Facility, line.Client);
                break;
            case KafkaLogLevel.Information:
                log.ClientNoted(line.Text, line.Facility, line.Client);
                break;
            default:
                log.ClientDebugged(line.Text, line.Facility, line.Client);
                break;
        }
    }
}
