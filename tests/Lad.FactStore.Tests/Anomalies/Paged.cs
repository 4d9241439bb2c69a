using Lad.FactStore.Storage;

namespace Lad.FactStore.Tests.Anomalies;

/// <summary>Reads a list page by page.</summary>
internal static class Paged
{
    public static async Task<List<T>> AllAsync<T>(Func<string?, Task<Page<T>>> page)
    {
        List<T> all = [];
        string? after = null;
        do
        {
            Page<T> next = await page(after);
            all.AddRange(next.Items);
            after = next.Next;
        }
        while (after is not null);
        return all;
    }
}
