using System.Runtime.InteropServices;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Producing.Native;

/// <summary>
/// The functions of librdkafka that a producer needs. It is called directly, since the client for .NET makes some seven objects for each message: with it, producing costs more than scoring does.
/// </summary>
internal static unsafe partial class Librdkafka
{
    public const int Producer = 0;
    public const int Good = 0;
    public const int AnyPartition = -1;
    public const int CopyPayload = 2;
    public const int PurgeQueueAndInFlight = 1 | 2;
    public const int EventDelivery = 0x1;
    public const int EventLog = 0x4;
    public const int EventError = 0x8;
    public const int EventStatistics = 0x40;

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_conf_set_events(nint conf, int events);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_new(int type, nint conf, byte[] error, nuint length);

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_destroy(nint client);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_name(nint client);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_queue_get_main(nint client);

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_queue_destroy(nint queue);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_set_log_queue(nint client, nint queue);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_queue_poll(nint queue, int milliseconds);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_event_type(nint @event);

    [LibraryImport(NativeClient.Name)]
    public static partial nuint rd_kafka_event_message_array(nint @event, NativeMessage** messages, nuint size);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_event_error(nint @event);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_event_error_string(nint @event);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_event_error_is_fatal(nint @event);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_event_log(nint @event, nint* facility, nint* text, int* level);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_event_stats(nint @event);

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_event_destroy(nint @event);

    [LibraryImport(NativeClient.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint rd_kafka_topic_new(nint client, string topic, nint conf);

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_topic_destroy(nint topic);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_topic_name(nint topic);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_produceva(nint client, ProduceArgument* arguments, nuint count);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_flush(nint client, int milliseconds);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_purge(nint client, int flags);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_fatal_error(nint client, byte[] text, nuint length);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_last_error();

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_err2str(int error);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_err2name(int error);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_error_code(nint error);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_error_string(nint error);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_error_is_fatal(nint error);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_error_is_retriable(nint error);

    [LibraryImport(NativeClient.Name)]
    public static partial int rd_kafka_error_txn_requires_abort(nint error);

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_error_destroy(nint error);
}
