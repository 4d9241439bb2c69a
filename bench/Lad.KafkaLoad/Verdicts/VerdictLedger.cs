using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Lad.KafkaLoad.Verdicts;

/// <summary>Checks verdicts off against the records of an input topic, by <c>event.id</c>.</summary>
internal sealed class VerdictLedger
{
    private readonly Dictionary<ulong, int> partitions = [];
    private readonly List<byte>[] seen;

    /// <param name="topic">The input topic.</param>
    /// <param name="partitions">Its partitions.</param>
    public VerdictLedger(string topic, int partitions)
    {
        seen = new List<byte>[partitions];
        for (int i = 0; i < partitions; i++)
        {
            seen[i] = [];
            this.partitions.Add(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"kafka:{topic}/{i}"))), i);
        }
    }

    /// <summary>Records with a verdict.</summary>
    public long Distinct { get; private set; }

    /// <summary>Verdicts on records that had one already.</summary>
    public long Repeats { get; private set; }

    /// <summary>Verdicts whose id is of no record of the topic.</summary>
    public long Strangers { get; private set; }

    /// <summary>Checks a verdict off.</summary>
    public void Add(ReadOnlySpan<byte> record)
    {
        if (!ScoredText.TryReadId(record, out ulong stream, out long offset) || !partitions.TryGetValue(stream, out int partition))
        {
            Strangers++;
            return;
        }
        List<byte> column = seen[partition];
        while (column.Count <= offset) column.Add(0);
        if (column[(int)offset] == 0) Distinct++;
        else Repeats++;
        column[(int)offset] = 1;
    }

    /// <summary>Records without a verdict, <c>partition/offset</c>.</summary>
    /// <param name="ends">For each partition the offset behind its last record.</param>
    /// <param name="atMost">Of so many.</param>
    public IReadOnlyList<string> Missing(IReadOnlyList<long> ends, int atMost = 20)
    {
        List<string> missing = [];
        for (int partition = 0; partition < ends.Count; partition++)
            for (int offset = 0; offset < ends[partition] && missing.Count < atMost; offset++)
                if (offset >= seen[partition].Count || seen[partition][offset] == 0) missing.Add($"{partition}/{offset}");
        return missing;
    }
}
