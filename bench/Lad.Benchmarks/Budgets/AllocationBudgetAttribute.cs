namespace Lad.Benchmarks.Budgets;

/// <summary>Bytes that one operation of a benchmark may allocate. More fails the run, and with it the build.</summary>
/// <param name="bytesPerOperation">The budget; 0 means none at all.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllocationBudgetAttribute(long bytesPerOperation) : Attribute
{
    /// <summary>The budget in bytes for one operation.</summary>
    public long BytesPerOperation { get; } = bytesPerOperation;
}
