using System.Reflection;
using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Producing.Native;

/// <summary>A consumer's membership of its group, as librdkafka wrote it. The consumer is the client for .NET's, which keeps it in a private field and hands it to its own producers only.</summary>
internal static class GroupMembership
{
    private const string FieldName = "serializedMetadata";
    private static readonly Assembly Client = typeof(IConsumerGroupMetadata).Assembly;
    private static readonly Lazy<FieldInfo> Field = new(() => FieldOf(Client.GetType("Confluent.Kafka.ConsumerGroupMetadata")));

    /// <summary>Makes sure that memberships can be read; for before anything is sent.</summary>
    /// <exception cref="BusException">This version of the client for .NET keeps them in another way.</exception>
    public static void Require() => _ = Field.Value;

    /// <summary>What librdkafka wrote.</summary>
    /// <exception cref="BusException">This version of the client for .NET keeps it in another way.</exception>
    public static byte[] BytesOf(IConsumerGroupMetadata member) => Field.Value.DeclaringType!.IsInstanceOfType(member) && Field.Value.GetValue(member) is byte[] bytes ? bytes : throw Unreadable();

    /// <summary>Where objects of a type keep it.</summary>
    internal static FieldInfo FieldOf(Type? keeper) =>
        keeper?.GetField(FieldName, BindingFlags.Instance | BindingFlags.NonPublic) is { } field && field.FieldType == typeof(byte[]) ? field : throw Unreadable();

    private static BusException Unreadable() => new(BusFault.Unsupported,
        $"This version of Confluent.Kafka ({Client.GetName().Version}) keeps a consumer's membership in another way: exactly once does not work with it, Kafka:Delivery=at-least-once does.");
}
