namespace Lad.Pipeline.Models;

/// <summary>The rule for names and versions of models, which become names of files and keys of topics.</summary>
public static class ModelName
{
    /// <summary>Characters that a name has at most.</summary>
    public const int MaxLength = 128;

    /// <summary>Whether <paramref name="name"/> begins with an ASCII letter or digit and goes on with those, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public static bool IsValid(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength || !char.IsAsciiLetterOrDigit(name[0])) return false;
        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-')) return false;
        }

        return true;
    }

    internal static string Require(string name, string what, string path) => IsValid(name) ? name : throw new ModelStoreException(path,
        $"'{Shown(name)}' cannot be the {what} of a model. Use 1 to {MaxLength} letters, digits, '.', '_' and '-', the first a letter or digit.");

    private static string Shown(string? name) => string.Concat((name ?? "").Take(MaxLength).Select(letter => char.IsControl(letter) ? '?' : letter));
}
