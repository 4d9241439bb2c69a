using System.Runtime.InteropServices;
using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Telemetry;

namespace Lad.Kafka.Producing.Native;

/// <summary>Receives a producer's events on a thread of its own: reports on messages, errors, log lines, statistics.</summary>
internal sealed unsafe class ProducerEvents : IDisposable
{
    private const int PollMilliseconds = 100;
    private const int ReportsAtOnce = 512;
    private readonly NativeProducer producer;
    private readonly Action<BatchDelivery, int> delivered;
    private readonly Action<BatchDelivery, string, NativeError> failed;
    private readonly Action<int, bool> freed;
    private readonly KafkaLog log;
    private readonly Action<string> statistics;
    private readonly DeliveryTallies? tallies;
    private readonly Thread thread;
    private volatile bool stopped;

    /// <param name="producer">Whose events.</param>
    /// <param name="delivered">So many messages of a batch were acknowledged.</param>
    /// <param name="failed">A message of a batch could not be delivered to a topic.</param>
    /// <param name="freed">So many messages have left the client's queue; all of them delivered, or not.</param>
    /// <param name="log">Where its log lines and errors go.</param>
    /// <param name="statistics">What the client counts, as JSON.</param>
    /// <param name="tallies">Counts messages by topic, before anyone hears that they are delivered; <see langword="null"/>: nobody looks.</param>
    public ProducerEvents(NativeProducer producer, Action<BatchDelivery, int> delivered, Action<BatchDelivery, string, NativeError> failed, Action<int, bool> freed,
        KafkaLog log, Action<string> statistics, DeliveryTallies? tallies)
    {
        this.producer = producer;
        this.delivered = delivered;
        this.failed = failed;
        this.freed = freed;
        this.log = log;
        this.statistics = statistics;
        this.tallies = tallies;
        thread = new Thread(Run) { IsBackground = true, Name = "kafka-producer" };
        thread.Start();
    }

    /// <summary>Ends the thread, after the events that are there.</summary>
    public void Dispose()
    {
        stopped = true;
        thread.Join();
        while (Poll(0))
        {
        }
    }

    private void Run()
    {
        while (!stopped) Poll(PollMilliseconds);
    }

    private bool Poll(int milliseconds)
    {
        nint received = Librdkafka.rd_kafka_queue_poll(producer.Queue, milliseconds);
        if (received == 0) return false;
        int reported = 0;
        bool allDelivered = true;
        switch (Librdkafka.rd_kafka_event_type(received))
        {
            case Librdkafka.EventDelivery:
                (reported, allDelivered) = Report(received);
                break;
            case Librdkafka.EventError:
                log.Write(new Error((ErrorCode)Librdkafka.rd_kafka_event_error(received), Text(Librdkafka.rd_kafka_event_error_string(received)), Librdkafka.rd_kafka_event_error_is_fatal(received) != 0));
                break;
            case Librdkafka.EventLog:
                nint facility, text;
                int level;
                if (Librdkafka.rd_kafka_event_log(received, &facility, &text, &level) == Librdkafka.Good) log.Write(new LogMessage(producer.Name, (SyslogLevel)level, Text(facility), Text(text)));
                break;
            case Librdkafka.EventStatistics:
                statistics(Text(Librdkafka.rd_kafka_event_stats(received)));
                break;
        }
        Librdkafka.rd_kafka_event_destroy(received);
        // Only now: messages count in the client's queue until the report on them is gone.
        if (reported > 0) freed(reported, allDelivered);
        return true;
    }

    private (int Reported, bool AllDelivered) Report(nint received)
    {
        int reported = 0;
        bool allDelivered = true;
        NativeMessage** messages = stackalloc NativeMessage*[ReportsAtOnce];
        int count;
        while ((count = (int)Librdkafka.rd_kafka_event_message_array(received, messages, ReportsAtOnce)) > 0)
        {
            reported += count;
            // Neighbours are mostly of one batch.
            for (int i = 0; i < count;)
            {
                NativeMessage* first = messages[i];
                var delivery = (BatchDelivery)GCHandle.FromIntPtr(first->Opaque).Target!;
                if (first->Error != Librdkafka.Good)
                {
                    allDelivered = false;
                    tallies?.Undelivered(first->Topic, first->Error);
                    failed(delivery, Text(Librdkafka.rd_kafka_topic_name(first->Topic)), NativeError.Of(first->Error));
                    i++;
                    continue;
                }
                int start = i;
                while (++i < count && messages[i]->Opaque == first->Opaque && messages[i]->Error == Librdkafka.Good && (tallies is null || messages[i]->Topic == first->Topic))
                {
                }
                tallies?.Delivered(first->Topic, i - start);
                delivered(delivery, i - start);
            }
        }
        return (reported, allDelivered);
    }

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}
