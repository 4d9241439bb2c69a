using Lad.FactStore.Api.Problems;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Api.Answers;

/// <summary>A part of a longer list.</summary>
/// <param name="Items">The part.</param>
/// <param name="Next">The parameter <c>after</c> of the next part; absent at the end.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record PageAnswer<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Makes answers of pages.</summary>
internal static class PageAnswer
{
    /// <summary>Asks for a page whose place the caller named.</summary>
    /// <exception cref="ProblemException">The place comes from no page of this list.</exception>
    public static async Task<Page<T>> AskAsync<T>(Task<Page<T>> page)
    {
        try
        {
            return await page.ConfigureAwait(false);
        }
        catch (FormatException fault)
        {
            throw ProblemException.Malformed("after", fault.Message);
        }
    }

    public static PageAnswer<TAnswer> Of<TItem, TAnswer>(Page<TItem> page, Func<TItem, TAnswer> answer) => new([.. page.Items.Select(answer)], page.Next);
}

/// <summary>All of a short list.</summary>
/// <param name="Items">What is in it.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record ListAnswer<T>(IReadOnlyList<T> Items);
