namespace Lad.FactStore.Api.Answers;

/// <summary>What is empty is left out of answers.</summary>
internal static class Present
{
    /// <summary>The text, or <see langword="null"/> for an empty one.</summary>
    public static string? Of(string text) => text.Length == 0 ? null : text;
}
