using System.Reflection;
using BenchmarkDotNet.Reports;

namespace Lad.Benchmarks.Budgets;

/// <summary>Holds what benchmarks allocated against their <see cref="AllocationBudgetAttribute"/>.</summary>
public static class AllocationBudgets
{
    /// <summary>One line for each benchmark that broke its budget, or that has one and was not measured.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<Summary> summaries) =>
        [.. summaries.SelectMany(summary => summary.Reports).Select(Violation).OfType<string>()];

    private static string? Violation(BenchmarkReport report)
    {
        var budget = report.BenchmarkCase.Descriptor.WorkloadMethod.GetCustomAttribute<AllocationBudgetAttribute>();
        if (budget is null) return null;

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
