namespace Lad.Kafka.Tests.Brokers;

/// <summary>A test on a <see cref="RealKafka"/>; skipped, with the reason, where none can be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealKafkaFactAttribute : FactAttribute
{
    public RealKafkaFactAttribute() => Skip = RealKafka.Missing;
}
