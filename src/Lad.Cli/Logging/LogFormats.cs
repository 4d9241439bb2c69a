using System.Collections;

namespace Lad.Cli.Logging;

/// <summary>Chooses how diagnostics are written.</summary>
internal static class LogFormats
{
    /// <summary>What <c>auto</c> looks for: images of .NET and this product's own set the first, Kubernetes the second, Podman the third.</summary>
    public static IReadOnlyList<string> SignsOfContainers { get; } = ["DOTNET_RUNNING_IN_CONTAINER", "KUBERNETES_SERVICE_HOST", "container"];

    /// <summary>The format that a setting asks for.</summary>
    /// <param name="setting"><c>text</c>, <c>json</c>, or anything else: JSON in a container.</param>
    /// <param name="variables">The environment.</param>
    public static LogFormat Of(string setting, IDictionary variables) => setting switch
    {
        "text" => LogFormat.Text,
        "json" => LogFormat.Json,
        _ => SignsOfContainers.Any(sign => variables[sign] is string { Length: > 0 } value && value != "false" && value != "0") ? LogFormat.Json : LogFormat.Text,
    };
}
