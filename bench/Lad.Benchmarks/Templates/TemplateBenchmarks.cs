using BenchmarkDotNet.Attributes;
using Lad.Benchmarks.Budgets;
using Lad.Detection.Masking;
using Lad.Detection.Templates;

namespace Lad.Benchmarks.Templates;

/// <summary>Mining a hundred templates out of a thousand distinct messages, and matching a message that was not recalled.</summary>
public class TemplateBenchmarks
{
    private readonly MessageInventory inventory = new();
    private readonly TokenBuffer buffer = new();
    private TemplateMatcher matcher = null!;

    [GlobalSetup]
    public void MakeMessages()
    {
        var scanner = new MessageScanner(new MaskingRules());
        for (int i = 0; i < 1000; i++)
        {
            byte[] message = System.Text.Encoding.UTF8.GetBytes($"service {Word(i % 100)} answered user {Word(1000 + i)} from 10.0.0.{i % 256} in {i} ms");
            scanner.Scan(message, buffer);
            inventory.Add(message, buffer);
        }
        matcher = new TemplateMatcher(Mine().Templates);
    }

    [Benchmark]
    public MinedTemplates Mine() => TemplateMiner.Mine(inventory.Messages, inventory.Counts);

    [Benchmark]
    [AllocationBudget(0)]
    public int Match() => matcher.Match(buffer);

    private static string Word(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('j' + digit - '0')));
}
