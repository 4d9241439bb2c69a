namespace Lad.Kafka.Tests.Brokers;

/// <summary>Kafka's requests about topics, at one version each: the later fields of each are left out.</summary>
internal sealed class AdminRequests(int[] ports, bool administers)
{
    private const short Metadata = 3;
    private const short ApiVersions = 18;
    private const short CreateTopics = 19;
    private const short DescribeConfigs = 32;
    private const short AlterConfigs = 33;
    private const short CreatePartitions = 37;
    private const short UnsupportedVersion = 35;
    private const short UnknownTopic = 3;
    private const short TopicExists = 36;
    private const short InvalidPartitions = 37;
    private const short InvalidConfig = 40;
    private const sbyte TopicResource = 2;
    private const sbyte FromTopic = 1;
    private const sbyte FromDefault = 5;
    private readonly Lock gate = new();

    public AdminTopics Topics { get; } = [];

    private (short Key, short Version)[] Supported => administers
        ? [(Metadata, 1), (ApiVersions, 0), (CreateTopics, 1), (DescribeConfigs, 1), (AlterConfigs, 0), (CreatePartitions, 0)]
        : [(Metadata, 1), (ApiVersions, 0)];

    /// <summary>The answer to a request, with its length before it.</summary>
    public byte[] Answer(byte[] request)
    {
        var from = new WireReader(request);
        (short key, short version, int correlation) = (from.Int16(), from.Int16(), from.Int32());
        from.Text();
        var to = new WireWriter();
        to.Int32(correlation);
        lock (gate)
        {
            if (key == ApiVersions) WriteVersions(to, version == 0 ? (short)0 : UnsupportedVersion);
            else if (key == Metadata) WriteMetadata(to, from);
            else if (key == CreateTopics) Create(to, from);
            else if (key == DescribeConfigs) Describe(to, from);
            else if (key == AlterConfigs) Alter(to, from);
            else if (key == CreatePartitions) Grow(to, from);
            else throw new IOException($"Request {key} is not known here.");
        }
        return to.ToArray();
    }

    private void WriteVersions(WireWriter to, short error)
    {
        to.Int16(error);
        to.Array(Supported, supported =>
        {
            to.Int16(supported.Key);
            to.Int16(supported.Version == 1 && supported.Key != Metadata ? (short)0 : supported.Version);
            to.Int16(supported.Version);
        });
    }

    private void WriteMetadata(WireWriter to, WireReader from)
    {
        string[] asked = from.Array(from.Text)?.Select(name => name!).ToArray() ?? [.. Topics.Keys];
        to.Array([.. Enumerable.Range(1, ports.Length)], broker =>
        {
            to.Int32(broker);
            to.Text("127.0.0.1");
            to.Int32(ports[broker - 1]);
            to.Text(null);
        });
        to.Int32(1);
        to.Array(asked, name =>
        {
            bool exists = Topics.TryGetValue(name, out AdminTopic? topic);
            to.Int16(exists ? (short)0 : UnknownTopic);
            to.Text(name);
            to.Bool(false);
            to.Array([.. Enumerable.Range(0, topic?.Partitions ?? 0)], partition =>
            {
                int[] copies = [.. Enumerable.Range(1, topic!.Replication)];
                to.Int16(0);
                to.Int32(partition);
                to.Int32(1);
                to.Array(copies, to.Int32);
                to.Array(copies, to.Int32);
            });
        });
    }

    private void Create(WireWriter to, WireReader from)
    {
        var outcomes = from.Array(() =>
        {
            string name = from.Text()!;
            (int partitions, short replication) = (from.Int32(), from.Int16());
            from.Array(() => (from.Int32(), from.Array(from.Int32)));
            Dictionary<string, string> own = from.Array(() => (from.Text()!, from.Text()!))!.ToDictionary(pair => pair.Item1, pair => pair.Item2);
            short error = own.Keys.All(AdminTopics.Defaults.ContainsKey) ? (short)0 : InvalidConfig;
            if (error == 0 && !Topics.TryAdd(name, new AdminTopic(partitions, replication, own))) error = TopicExists;
            return (name, error);
        })!;
        Topics.Changes++;
        to.Array(outcomes, outcome =>
        {
            to.Text(outcome.name);
            to.Int16(outcome.error);
            to.Text(outcome.error == 0 ? null : "refused");
        });
    }

    private void Describe(WireWriter to, WireReader from)
    {
        string[] names = from.Array(() =>
        {
            from.Int8();
            string name = from.Text()!;
            from.Array(from.Text);
            return name;
        })!;
        to.Int32(0);
        to.Array(names, name =>
        {
            bool exists = Topics.TryGetValue(name, out AdminTopic? topic);
            to.Int16(exists ? (short)0 : UnknownTopic);
            to.Text(null);
            to.Int8(TopicResource);
            to.Text(name);
            to.Array(exists ? [.. AdminTopics.Defaults.Keys] : Array.Empty<string>(), setting =>
            {
                bool own = topic!.Own.TryGetValue(setting, out string? value);
                to.Text(setting);
                to.Text(own ? value : AdminTopics.Defaults[setting]);
                to.Bool(false);
                to.Int8(own ? FromTopic : FromDefault);
                to.Bool(false);
                to.Int32(0);
            });
        });
    }

    // As a broker does: what the request leaves out goes back to its default.
    private void Alter(WireWriter to, WireReader from)
    {
        var outcomes = from.Array(() =>
        {
            from.Int8();
            string name = from.Text()!;
            Dictionary<string, string> own = from.Array(() => (from.Text()!, from.Text()!))!.ToDictionary(pair => pair.Item1, pair => pair.Item2);
            if (!Topics.TryGetValue(name, out AdminTopic? topic)) return (name, UnknownTopic);
            Topics[name] = topic with { Own = own };
            return (name, (short)0);
        })!;
        Topics.Changes++;
        to.Int32(0);
        to.Array(outcomes, outcome =>
        {
            to.Int16(outcome.Item2);
            to.Text(null);
            to.Int8(TopicResource);
            to.Text(outcome.name);
        });
    }

    private void Grow(WireWriter to, WireReader from)
    {
        var outcomes = from.Array(() =>
        {
            string name = from.Text()!;
            int partitions = from.Int32();
            from.Array(() => from.Array(from.Int32));
            if (!Topics.TryGetValue(name, out AdminTopic? topic)) return (name, UnknownTopic);
            if (partitions <= topic.Partitions) return (name, InvalidPartitions);
            Topics[name] = topic with { Partitions = partitions };
            return (name, (short)0);
        })!;
        Topics.Changes++;
        to.Int32(0);
        to.Array(outcomes, outcome =>
        {
            to.Text(outcome.name);
            to.Int16(outcome.Item2);
            to.Text(null);
        });
    }
}
