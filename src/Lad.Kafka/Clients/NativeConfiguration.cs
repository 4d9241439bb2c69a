using System.Runtime.InteropServices;

namespace Lad.Kafka.Clients;

/// <summary>librdkafka's configuration object, which says whether it takes a property without a client being made.</summary>
internal static partial class NativeConfiguration
{
    public const int UnknownName = -2;
    public const int Good = 0;

    [LibraryImport(NativeClient.Name)]
    public static partial nint rd_kafka_conf_new();

    [LibraryImport(NativeClient.Name)]
    public static partial void rd_kafka_conf_destroy(nint conf);

    [LibraryImport(NativeClient.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rd_kafka_conf_set(nint conf, string name, string value, byte[] error, nuint length);
}
