using System.Reflection;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Lad.Benchmarks.Budgets;

/// <summary>Holds what benchmarks allocated against their <see cref="AllocationBudgetAttribute"/>.</summary>
public static class AllocationBudgets
{
    /// <summary>Each benchmark that broke its budget, or that has one and was not measured, with a line that says so.</summary>
    public static IReadOnlyDictionary<string, string> Violations(IEnumerable<Summary> summaries) =>
        summaries.SelectMany(summary => summary.Reports).Select(report => (Name: report.BenchmarkCase.Descriptor.GetFilterName(), Text: Violation(report))).Where(report => report.Text is not null).ToDictionary(report => report.Name, report => report.Text!);

    /// <summary>The budget of a benchmark; <see langword="null"/> when it has none.</summary>
    public static AllocationBudgetAttribute? Of(BenchmarkCase benchmark) => benchmark.Descriptor.WorkloadMethod.GetCustomAttribute<AllocationBudgetAttribute>();

    private static string? Violation(BenchmarkReport report)
    {
        if (Of(report.BenchmarkCase) is not { } budget) return null;

        string name = report.BenchmarkCase.Descriptor.GetFilterName();
        long? allocated = report.Success ? report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) : null;
        return allocated switch
        {
            null => $"{name}: was not measured, so its budget of {budget.BytesPerOperation} B could not be checked",
            long bytes when bytes > budget.BytesPerOperation => $"{name}: allocated {bytes} B an operation, its budget is {budget.BytesPerOperation} B",
            _ => null,
        };
    }
}
