namespace Lad.Kafka.Inspection;

/// <summary>Which requests a broker takes, by their numbers in the protocol, each with the latest version.</summary>
/// <param name="Requests">The requests; none of a broker before 0.10, which cannot say.</param>
/// <param name="CertificateEnd">When the certificate of the broker ends; <see langword="null"/>: it showed none.</param>
/// <param name="Unanswered">Why it said nothing, so that it is not known what it can; <see langword="null"/>: it answered, or hung up as brokers before 0.10 do.</param>
public sealed record BrokerAbilities(IReadOnlyDictionary<short, short> Requests, DateTimeOffset? CertificateEnd, string? Unanswered = null)
{
    private const short Produce = 0;
    private const short InitProducerId = 22;
    private const short AddOffsetsToTransaction = 25;
    private const short DescribeConfigs = 32;

    /// <summary>Whether it can say what it can: Kafka 0.10 and later.</summary>
    public bool Tells => Requests.Count > 0;

    /// <summary>Whether records may have headers: 0.11 and later.</summary>
    public bool Headers => Requests.GetValueOrDefault(Produce) >= 3;

    /// <summary>Whether it recognises records that are sent twice: 0.11 and later.</summary>
    public bool Idempotence => Requests.ContainsKey(InitProducerId);

    /// <summary>Whether offsets and records can be committed together: 0.11 and later.</summary>
    public bool Transactions => Requests.ContainsKey(AddOffsetsToTransaction);

    /// <summary>Whether topics can be looked at and changed by clients: 0.11 and later.</summary>
    public bool Administration => Requests.ContainsKey(DescribeConfigs);
}
