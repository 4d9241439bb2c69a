using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>Builds clients: with the native library found, what they say going to the log, and a refused configuration as one line.</summary>
public static class ClientBuilding
{
    /// <summary>Builds a producer.</summary>
    /// <param name="options">How the brokers are reached, and where the client's log goes.</param>
    /// <param name="builder">A builder without handlers for errors and log lines.</param>
    /// <param name="error">Told of each error besides, on a thread of the client.</param>
    /// <exception cref="BusException">There is no native library, or the configuration is refused.</exception>
    public static IProducer<TKey, TValue> Build<TKey, TValue>(this KafkaClientOptions options, ProducerBuilder<TKey, TValue> builder, Action<Error>? error = null) =>
        Build(options, () => builder.SetLogHandler((_, line) => options.Log.Write(line)).SetErrorHandler((_, fault) => Report(options, fault, error)).Build());

    /// <summary>Builds a consumer.</summary>
    /// <param name="options">How the brokers are reached, and where the client's log goes.</param>
    /// <param name="builder">A builder without handlers for errors and log lines.</param>
    /// <param name="error">Told of each error besides, on the thread that consumes.</param>
    /// <exception cref="BusException">There is no native library, or the configuration is refused.</exception>
    public static IConsumer<TKey, TValue> Build<TKey, TValue>(this KafkaClientOptions options, ConsumerBuilder<TKey, TValue> builder, Action<Error>? error = null) =>
        Build(options, () => builder.SetLogHandler((_, line) => options.Log.Write(line)).SetErrorHandler((_, fault) => Report(options, fault, error)).Build());

    /// <summary>Builds a client for administration.</summary>
    /// <param name="options">How the brokers are reached, and where the client's log goes.</param>
    /// <param name="builder">A builder without handlers for errors and log lines.</param>
    /// <param name="error">Told of each error besides, on a thread of the client.</param>
    /// <param name="line">Told of each line of the log besides, on a thread of the client.</param>
    /// <exception cref="BusException">There is no native library, or the configuration is refused.</exception>
    public static IAdminClient Build(this KafkaClientOptions options, AdminClientBuilder builder, Action<Error>? error = null, Action<LogMessage>? line = null) =>
        Build(options, () => builder.SetLogHandler((_, said) => Report(options, said, line)).SetErrorHandler((_, fault) => Report(options, fault, error)).Build());

    private static TClient Build<TClient>(KafkaClientOptions options, Func<TClient> build)
    {
        NativeClient.Require();
        try
        {
            return build();
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or KafkaException)
        {
            throw KafkaFailure.Of(failure, options);
        }
    }

    private static void Report(KafkaClientOptions options, LogMessage said, Action<LogMessage>? line)
    {
        options.Log.Write(said);
        line?.Invoke(said);
    }

    private static void Report(KafkaClientOptions options, Error fault, Action<Error>? error)
    {
        options.Log.Write(fault);
        error?.Invoke(fault);
    }
}
