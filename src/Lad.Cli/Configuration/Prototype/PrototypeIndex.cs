using System.Globalization;

namespace Lad.Cli.Configuration.Prototype;

/// <summary>Names of indices as the prototype gave them: it put the day behind each, in its local time.</summary>
internal static class PrototypeIndex
{
    /// <summary>What is read for a name: those of all days when it is the start of daily names, which end in a separator; otherwise what it names.</summary>
    public static string ToRead(string name) => IsPrefix(name) ? name + "*" : name;

    /// <summary>Whether a name was meant to have the day behind it.</summary>
    public static bool IsPrefix(string name) => name.Length > 0 && name[^1] is '-' or '.' or '_';

    /// <summary>Whether a name is rather a file's: the prototype's own text calls <c>LADI_INDEX</c> the path of its model.</summary>
    public static bool IsPath(string name) =>
        name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal) || File.Exists(name)
        || Path.GetExtension(name).ToLower(CultureInfo.InvariantCulture) is ".sav" or ".lad" or ".model" or ".models" or ".pkl" or ".joblib";
}
