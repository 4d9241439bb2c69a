using System.Text.RegularExpressions;

namespace Lad.Cli.Tests.Deployment.Manifests;

/// <summary>Names that kustomize makes unique by a hash of the content, and line breaks that it puts into encoded content.</summary>
internal static partial class GeneratedNames
{
    public static string Strip(string json) => Folded().Replace(Hashed().Replace(json, "$1"), "");

    [GeneratedRegex("(lad[a-z-]*-config)-[a-z0-9]{10}(?=\")")]
    private static partial Regex Hashed();

    [GeneratedRegex("(?<=\"[A-Za-z0-9+/=\\\\n]*)\\\\n(?=[A-Za-z0-9+/=\\\\n]*\")")]
    private static partial Regex Folded();
}
