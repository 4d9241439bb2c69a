using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Lad.Kafka.Producing.Native;

/// <summary>What librdkafka says went wrong.</summary>
/// <param name="Code">Which kind of error.</param>
/// <param name="Reason">For people.</param>
/// <param name="IsFatal">The client is of no more use.</param>
/// <param name="IsRetriable">The same call may succeed later.</param>
/// <param name="RequiresAbort">The transaction has to be aborted; the next one may succeed.</param>
internal sealed record NativeError(ErrorCode Code, string Reason, bool IsFatal = false, bool IsRetriable = false, bool RequiresAbort = false)
{
    /// <summary>Reads an error object and frees it; <see langword="null"/> for none.</summary>
    public static NativeError? Take(nint error)
    {
        if (error == 0) return null;
        var taken = new NativeError(
            (ErrorCode)Librdkafka.rd_kafka_error_code(error),
            Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_error_string(error)) ?? "",
            Librdkafka.rd_kafka_error_is_fatal(error) != 0,
            Librdkafka.rd_kafka_error_is_retriable(error) != 0,
            Librdkafka.rd_kafka_error_txn_requires_abort(error) != 0);
        Librdkafka.rd_kafka_error_destroy(error);
        return taken;
    }

    public Error ToError() => new(Code, Reason, IsFatal);

    /// <summary>An error of which only the code is known.</summary>
    public static NativeError Of(int code) => new((ErrorCode)code, Marshal.PtrToStringUTF8(Librdkafka.rd_kafka_err2str(code)) ?? "");
}
