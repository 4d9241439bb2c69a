using BenchmarkDotNet.Attributes;
using Lad.Benchmarks.Budgets;
using Lad.Detection.Encoding;
using Lad.Detection.Parsing;

namespace Lad.Benchmarks.Encoding;

/// <summary>A message of eight words to its vector.</summary>
public class MessageEncoderBenchmarks
{
    private readonly float[] vector = new float[32];
    private readonly byte[] known = "Receiving block src dest terminating PacketResponder for exception"u8.ToArray();
    private readonly byte[] unknown = "Zeceiving zlock zrc zest zerminating ZacketResponder zor zxception"u8.ToArray();
    private ByteSlice[] words = [];
    private MessageEncoder encoder = null!;

    [GlobalSetup]
    public void MakeEncoder()
    {
        string[] vocabulary = System.Text.Encoding.UTF8.GetString(known).Split(' ');
        var random = new Random(1);
        encoder = new MessageEncoder(new WordVectors(32, vocabulary, new double[vocabulary.Length],
            [.. Enumerable.Range(0, vocabulary.Length * 32).Select(_ => (float)random.NextDouble() - 0.5f)]));
        int start = 0;
        words = [.. vocabulary.Select(word =>
        {
            var slice = new ByteSlice(start, word.Length);
            start += word.Length + 1;
            return slice;
        })];
    }

    [Benchmark]
    [AllocationBudget(0)]
    public float KnownWords() => encoder.Encode(known, words, vector);

    [Benchmark]
    [AllocationBudget(0)]
    public float UnknownWords() => encoder.Encode(unknown, words, vector);
}
