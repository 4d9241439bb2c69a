using System.Text;
using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>What librdkafka knows of the properties that are passed through to it.</summary>
public static class ClientProperties
{
    // Underscores are rare enough in its names that a variable of a shell can stand for the rest.
    private static readonly string[] WithUnderscore = ["log_level", "enabled_events", "enable_sasl_queue"];

    private static readonly Dictionary<string, string> SetElsewhere = new()
    {
        ["bootstrap.servers"] = "is the setting Kafka:BootstrapServers",
        ["metadata.broker.list"] = "is the setting Kafka:BootstrapServers",
        ["group.id"] = "is the setting Kafka:GroupId",
        ["group.instance.id"] = "is the setting Kafka:InstanceId",
        ["transactional.id"] = "is the setting Kafka:InstanceId",
        ["enable.auto.commit"] = "cannot be set: offsets are committed when their verdicts are delivered",
        ["auto.commit.enable"] = "cannot be set: offsets are committed when their verdicts are delivered",
        ["enable.auto.offset.store"] = "cannot be set: offsets are committed when their verdicts are delivered",
    };

    /// <summary>The property that a name means: letters' case and <c>_</c> for <c>.</c> are forgiven, since many shells allow no dot in a variable's name.</summary>
    public static string Canonical(string name)
    {
        string lower = name.ToLowerInvariant();
        return Array.Find(WithUnderscore, known => known.Equals(lower, StringComparison.Ordinal)) ?? lower.Replace('_', '.');
    }

    /// <summary>Whether a property's value must not be shown.</summary>
    public static bool IsSecret(string name) =>
        name is "sasl.oauthbearer.config" || name.EndsWith("key.pem", StringComparison.Ordinal)
        || name.Contains("password", StringComparison.Ordinal) || name.Contains("passphrase", StringComparison.Ordinal) || name.Contains("secret", StringComparison.Ordinal);

    /// <summary>What is wrong with properties, by their names. Nothing is said of them where there is no librdkafka to ask.</summary>
    public static IReadOnlyList<ClientPropertyFault> Faults(IReadOnlyDictionary<string, string> properties)
    {
        var faults = new List<ClientPropertyFault>();
        if (properties.Count == 0) return faults;
        bool native = HasNative();
        nint conf = native ? NativeConfiguration.rd_kafka_conf_new() : 0;
        try
        {
            foreach ((string name, string value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
            {
                if (SetElsewhere.TryGetValue(name, out string? why)) faults.Add(new ClientPropertyFault(name, why, IsUnknown: false));
                else if (native && Fault(conf, name, value) is { } fault) faults.Add(fault);
            }
        }
        finally
        {
            if (conf != 0) NativeConfiguration.rd_kafka_conf_destroy(conf);
        }
        return faults;
    }

    /// <summary>Names that librdkafka knows, for hints; not all of them.</summary>
    public static IReadOnlyList<string> Names()
    {
        if (!HasNative()) return [];
        nint conf = NativeConfiguration.rd_kafka_conf_new();
        try
        {
            return [.. new[] { typeof(ClientConfig), typeof(ProducerConfig), typeof(ConsumerConfig) }
                .SelectMany(type => type.GetProperties()).Select(property => Dotted(property.Name)).Distinct()
                .Where(name => !SetElsewhere.ContainsKey(name) && Fault(conf, name, "") is not { IsUnknown: true })];
        }
        finally
        {
            NativeConfiguration.rd_kafka_conf_destroy(conf);
        }
    }

    private static ClientPropertyFault? Fault(nint conf, string name, string value)
    {
        byte[] text = new byte[512];
        int result = NativeConfiguration.rd_kafka_conf_set(conf, name, value, text, (nuint)text.Length);
        if (result == NativeConfiguration.Good) return null;
        bool unknown = result == NativeConfiguration.UnknownName;
        string reason = unknown ? "is no property of librdkafka" : IsSecret(name) ? "is refused by librdkafka" : $"is refused by librdkafka: {Encoding.UTF8.GetString(text).TrimEnd('\0')}";
        return new ClientPropertyFault(name, reason, unknown);
    }

    private static bool HasNative()
    {
        try
        {
            NativeClient.Require();
            return true;
        }
        catch (BusException)
        {
            return false;
        }
    }

    // The client's own names follow librdkafka's: SslCaLocation is ssl.ca.location.
    private static string Dotted(string name)
    {
        var text = new StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0) text.Append('.');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}

/// <summary>A property that librdkafka does not take.</summary>
/// <param name="Name">The property.</param>
/// <param name="Reason">Why not; goes after the name.</param>
/// <param name="IsUnknown">Whether there is no property of that name.</param>
public sealed record ClientPropertyFault(string Name, string Reason, bool IsUnknown);
