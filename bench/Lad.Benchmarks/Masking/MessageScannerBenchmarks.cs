using BenchmarkDotNet.Attributes;
using Lad.Benchmarks.Budgets;
using Lad.Detection.Masking;

namespace Lad.Benchmarks.Masking;

/// <summary>A message from bytes to masked tokens and key: lines of a distributed file system, of 140 bytes on average.</summary>
public class MessageScannerBenchmarks
{
    private readonly MessageScanner scanner = new(new MaskingRules());
    private readonly TokenBuffer buffer = new();
    private byte[][] lines = [];

    [GlobalSetup]
    public void MakeLines()
    {
        var random = new Random(1);
        lines = [.. Enumerable.Range(0, 4096).Select(i => System.Text.Encoding.UTF8.GetBytes(Line(random, i)))];
    }

    [Benchmark(OperationsPerInvoke = 4096)]
    [AllocationBudget(0)]
    public ulong Scan()
    {
        ulong keys = 0;
        foreach (byte[] line in lines)
            keys ^= scanner.Scan(line, buffer);
        return keys;
    }

    private static string Line(Random random, int i)
    {
        string at = $"081109 {203530 + i} {random.Next(1000)} INFO dfs.DataNode$";
        string block = $"blk_{random.NextInt64()}";
        string Address() => $"/10.251.{random.Next(256)}.{random.Next(256)}:{random.Next(65536)}";
        return (i % 3) switch
        {
            0 => $"{at}DataXceiver: Receiving block {block} src: {Address()} dest: {Address()}",
            1 => $"{at}PacketResponder: PacketResponder {random.Next(3)} for block {block} terminating",
            _ => $"{at}FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: {Address()[1..]} is added to {block} size 67108864",
        };
    }
}
