namespace Lad.Pipeline.Models;

/// <summary>The rule for names and versions of models, which become names of files and keys of topics.</summary>
public static class ModelName
{
    /// <summary>The name of the model for every service without its own.</summary>
    public const string Default = "default";

    /// <summary>Characters that a name has at most.</summary>
    public const int MaxLength = 128;

    /// <summary>Whether <paramref name="name"/> begins with an ASCII letter or digit and goes on with those, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public static bool IsValid(string? name) => IsValid(name.AsSpan());

    /// <inheritdoc cref="IsValid(string)"/>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > MaxLength || !char.IsAsciiLetterOrDigit(name[0])) return false;
        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-')) return false;
        }

        return true;
    }

    /// <summary><paramref name="name"/>, if it can be one.</summary>
    /// <param name="name">The name or version.</param>
    /// <param name="what">Which of the two it is.</param>
    /// <param name="path">Where the model is kept; begins the message.</param>
    /// <exception cref="ModelStoreException">It cannot.</exception>
    public static string Require(string name, string what, string path) => IsValid(name) ? name : throw new ModelStoreException(path,
        $"'{Printable(name)}' cannot be the {what} of a model. Use 1 to {MaxLength} letters, digits, '.', '_' and '-', the first a letter or digit.");

    /// <summary>What was meant to be a name, fit for a message: cut, and without control characters.</summary>
    public static string Printable(string? name) => string.Concat((name ?? "").Take(MaxLength).Select(letter => char.IsControl(letter) ? '?' : letter));
}
