namespace Lad.Kafka.Inspection;

/// <summary>What the brokers say of themselves.</summary>
/// <param name="Brokers">The brokers, with the addresses by which they want to be reached.</param>
/// <param name="Topics">The topics that this client may see.</param>
public sealed record ClusterMap(IReadOnlyList<BrokerAddress> Brokers, IReadOnlyDictionary<string, TopicShape> Topics);

/// <summary>The address by which a broker wants to be reached: its advertised listener.</summary>
/// <param name="Id">The broker's number.</param>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
public sealed record BrokerAddress(int Id, string Host, int Port);

/// <summary>A topic as the brokers tell of it.</summary>
/// <param name="Partitions">Partitions.</param>
/// <param name="Leaderless">Of these, those without a leader: nobody reads or writes them.</param>
public sealed record TopicShape(int Partitions, int Leaderless);
