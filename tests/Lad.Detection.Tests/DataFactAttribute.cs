namespace Lad.Detection.Tests;

/// <summary>A test that needs real logs; skipped with a reason where there are none.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (TestData.Root is null)
            Skip = TestData.Missing;
    }
}

/// <summary>The same for a test of several cases.</summary>
public sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute()
    {
        if (TestData.Root is null)
            Skip = TestData.Missing;
    }
}
