namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>How many documents a page is asked for: half as many after an answer that was too large, more again once some have passed.</summary>
internal sealed class PageSize
{
    private const int PagesBeforeGrowth = 16;
    private readonly Lock gate = new();
    private readonly int most;
    private int passed;

    /// <param name="most">As many as are wanted.</param>
    public PageSize(int most) => Current = this.most = most;

    /// <summary>Documents of the next page.</summary>
    public int Current { get; private set; }

    /// <summary>A page was too large.</summary>
    /// <param name="size">Its documents.</param>
    /// <returns>Whether a smaller one may be asked for.</returns>
    public bool TryShrink(int size)
    {
        lock (gate)
        {
            // Several slices may find out at the same time.
            if (Current >= size) Current = Math.Max(1, size / 2);
            passed = 0;
            return size > 1;
        }
    }

    /// <summary>A page has come.</summary>
    public void Passed()
    {
        lock (gate)
        {
            if (Current == most || ++passed < PagesBeforeGrowth) return;
            Current = Math.Min(most, Current * 2);
            passed = 0;
        }
    }
}
