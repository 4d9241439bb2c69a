using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lad.Cli.Tests.Deployment.Manifests;

/// <summary>What deploy/Dockerfile says of the image's last stage.</summary>
internal static partial class DockerImage
{
    public static string Text { get; } = File.ReadAllText(RepositoryRoot.PathTo("deploy", "Dockerfile"));

    private static string Last => Text[Text.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];

    public static long User => long.Parse(UserLine().Match(Last).Groups[1].Value, CultureInfo.InvariantCulture);

    public static long Port => long.Parse(ExposeLine().Match(Last).Groups[1].Value, CultureInfo.InvariantCulture);

    public static string Directory => WorkLine().Match(Last).Groups[1].Value;

    public static string[] Entrypoint => JsonSerializer.Deserialize<string[]>(EntryLine().Match(Last).Groups[1].Value)!;

    [GeneratedRegex(@"^USER ([0-9]+):", RegexOptions.Multiline)]
    private static partial Regex UserLine();

    [GeneratedRegex(@"^EXPOSE ([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex ExposeLine();

    [GeneratedRegex(@"^WORKDIR (\S+)$", RegexOptions.Multiline)]
    private static partial Regex WorkLine();

    [GeneratedRegex(@"^ENTRYPOINT (\[.+\])$", RegexOptions.Multiline)]
    private static partial Regex EntryLine();
}
