using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Producing.Native;

/// <summary>A producer of librdkafka. Everything but disposing of it may be called from any thread.</summary>
internal sealed unsafe class NativeProducer : IDisposable
{
    private const string LibraryPrefix = "dotnet.";
    private const int ErrorLength = 512;
    private readonly Lock sync = new();
    private readonly Dictionary<string, KafkaTopic> topics = [];

    private NativeProducer(IEnumerable<KeyValuePair<string, string>> properties)
    {
        byte[] error = new byte[ErrorLength];
        nint conf = NativeConfiguration.rd_kafka_conf_new();
        foreach ((string name, string value) in properties)
        {
            if (name.StartsWith(LibraryPrefix, StringComparison.Ordinal) || NativeConfiguration.rd_kafka_conf_set(conf, name, value, error, ErrorLength) == NativeConfiguration.Good) continue;
            NativeConfiguration.rd_kafka_conf_destroy(conf);
            throw new ArgumentException($"{name}: {Text(error)}");
        }
        _ = NativeConfiguration.rd_kafka_conf_set(conf, "log.queue", "true", error, ErrorLength);
        Librdkafka.rd_kafka_conf_set_events(conf, Librdkafka.EventDelivery | Librdkafka.EventError | Librdkafka.EventLog | Librdkafka.EventStatistics);
        Client = Librdkafka.rd_kafka_new(Librdkafka.Producer, conf, error, ErrorLength);
        if (Client == 0)
        {
            NativeConfiguration.rd_kafka_conf_destroy(conf);
            throw new ArgumentException(Text(error));
        }
        Queue = Librdkafka.rd_kafka_queue_get_main(Client);
        _ = Librdkafka.rd_kafka_set_log_queue(Client, Queue);
    }

    /// <exception cref="BusException">There is no native library, or it does not take a property; says what to do.</exception>
    public static NativeProducer Make(IEnumerable<KeyValuePair<string, string>> properties, KafkaClientOptions client)
    {
        try
        {
            NativeClient.Require();
            return new NativeProducer(properties);
        }
        catch (Exception failure) when (failure is DllNotFoundException or ArgumentException)
        {
            throw KafkaFailure.Of(failure, client);
        }
    }

    public nint Client { get; }

    /// <summary>What librdkafka calls it in its log.</summary>
    public string Name => Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_name(Client)) ?? "";

    /// <summary>Where its events come.</summary>
    public nint Queue { get; }

    /// <summary>A topic to send to. It need not exist yet.</summary>
    public KafkaTopic Topic(string name)
    {
        lock (sync)
        {
            if (topics.TryGetValue(name, out KafkaTopic? topic)) return topic;
            nint handle = Librdkafka.rd_kafka_topic_new(Client, name, 0);
            if (handle == 0) throw new ArgumentException($"Kafka's client does not take the topic '{name}': {NativeError.Of(Librdkafka.rd_kafka_last_error()).Reason}");
            return topics[name] = new KafkaTopic(name, handle);
        }
    }

    /// <summary>Queues a message; its bytes are copied.</summary>
    public NativeError? Send(in OutgoingMessage message, nint opaque)
    {
        HeaderList? headers = message.Headers;
        ProduceArgument* arguments = stackalloc ProduceArgument[5 + HeaderList.Capacity];
        int count = 0;
        byte none = 0;
        fixed (byte* value = message.Value, key = message.Key, header = headers is null ? [] : headers.Bytes)
        {
            arguments[count++] = ProduceArgument.Topic(message.Topic.Handle);
            arguments[count++] = ProduceArgument.Value(value == null ? &none : value, message.Value.Length);
            arguments[count++] = ProduceArgument.Flags(Librdkafka.CopyPayload);
            arguments[count++] = ProduceArgument.Opaque(opaque);
            // An empty key is not the same as none.
            if (message.HasKey) arguments[count++] = ProduceArgument.Key(key == null ? &none : key, message.Key.Length);
            for (int i = 0; i < headers?.Count; i++)
                arguments[count++] = ProduceArgument.Header(headers[i].Name.Pointer, header + headers[i].Start, headers[i].Length);
            return NativeError.Take(Librdkafka.rd_kafka_produceva(Client, arguments, (nuint)count));
        }
    }

    /// <summary>Waits until all that was queued is reported on.</summary>
    public void Flush(TimeSpan deadline) => _ = Librdkafka.rd_kafka_flush(Client, (int)deadline.TotalMilliseconds);

    /// <summary>Gives up what was queued; it is reported on as that.</summary>
    public void Purge() => _ = Librdkafka.rd_kafka_purge(Client, Librdkafka.PurgeQueueAndInFlight);

    /// <summary>Why the client is of no more use; <see langword="null"/> while it is.</summary>
    public NativeError? Fatal()
    {
        byte[] text = new byte[ErrorLength];
        int code = Librdkafka.rd_kafka_fatal_error(Client, text, ErrorLength);
        return code == Librdkafka.Good ? null : new NativeError((ErrorCode)code, Text(text), IsFatal: true);
    }

    public void Dispose()
    {
        foreach (KafkaTopic topic in topics.Values) Librdkafka.rd_kafka_topic_destroy(topic.Handle);
        Librdkafka.rd_kafka_queue_destroy(Queue);
        Librdkafka.rd_kafka_destroy(Client);
    }

    private static string Text(byte[] error) => Encoding.UTF8.GetString(error.AsSpan(0, Math.Max(Array.IndexOf(error, (byte)0), 0)));
}
