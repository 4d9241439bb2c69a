using System.Runtime.InteropServices;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Producing.Native;

/// <summary>The functions of librdkafka for transactions. Each gives an error object, or 0 when all is well.</summary>
internal static partial class LibrdkafkaTransactions
{
    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_init_transactions(nint client, int milliseconds);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_begin_transaction(nint client);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_send_offsets_to_transaction(nint client, nint offsets, nint membership, int milliseconds);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_commit_transaction(nint client, int milliseconds);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_abort_transaction(nint client, int milliseconds);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_topic_partition_list_new(int size);

    [LibraryImport(NativeClient.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint rd_kafka_topic_partition_list_add(nint list, string topic, int partition);

    [LibraryImport(NativeClient.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rd_kafka_topic_partition_list_set_offset(nint list, string topic, int partition, long offset);

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_topic_partition_list_destroy(nint list);

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_consumer_group_metadata_read(out nint membership, byte[] bytes, nuint length);

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_consumer_group_metadata_destroy(nint membership);
}
