using System.Globalization;
using System.Reflection;

namespace Lad.FactStore.Storage;

/// <summary>A step of the schema: an embedded script <c>Storage/Migrations/NNNN-name.sql</c>. Numbers begin with 1 and have no gaps; a step that was released is never changed.</summary>
/// <param name="Number">Its place.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Script">SQL, with <see cref="SqlDialect"/>'s words in braces.</param>
internal sealed record Migration(int Number, string Name, string Script)
{
    private const string Prefix = "Migrations/";

    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [.. Embedded().OrderBy(migration => migration.Number)];

    private static IEnumerable<Migration> Embedded()
    {
        Assembly assembly = typeof(Migration).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string file = Path.GetFileNameWithoutExtension(resource[Prefix.Length..]);
            int dash = file.IndexOf('-', StringComparison.Ordinal);
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new Migration(int.Parse(file[..dash], CultureInfo.InvariantCulture), file[(dash + 1)..], reader.ReadToEnd());
        }
    }
}
