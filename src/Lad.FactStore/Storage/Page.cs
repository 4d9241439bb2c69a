namespace Lad.FactStore.Storage;

/// <summary>A part of a longer list.</summary>
/// <param name="Items">The part, in the list's order.</param>
/// <param name="Next">What to ask with for the part behind it, opaque and safe in a URL; <see langword="null"/> at the end.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
