using System.Collections;
using System.Globalization;
using Lad.Cli.Configuration;
using Lad.Pipeline.Telemetry;
using OpenTelemetry.Resources;

namespace Lad.Cli.Telemetry;

/// <summary>What a process is, to those who look at many: OpenTelemetry's resource.</summary>
internal static class ServiceIdentity
{
    private const string Name = "service.name";

    /// <summary>The resource. A setting comes before OpenTelemetry's variables, and these before what is usual.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="command">The command, such as <c>scorer</c>.</param>
    /// <param name="variables">The environment.</param>
    public static ResourceBuilder Of(LadSettings settings, string command, IDictionary variables)
    {
        var attributes = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            [Name] = "lad-" + command,
            ["service.version"] = Instrumentation.Version,
            // Of two that live at once, each has its own; a pod of a stateful set, and whoever has a name in a group, keeps it over restarts.
            ["service.instance.id"] = settings.Kafka.InstanceId is { Length: > 0 } instance
                ? instance
                : string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}"),
        };
        foreach ((string key, string value) in Pairs(variables["OTEL_RESOURCE_ATTRIBUTES"] as string)) attributes[key] = value;
        if (variables["OTEL_SERVICE_NAME"] is string { Length: > 0 } named) attributes[Name] = named;
        if (settings.Telemetry.ServiceName.Length > 0) attributes[Name] = settings.Telemetry.ServiceName;
        return ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddAttributes(attributes);
    }

    // key=value,key=value; what is no such pair is passed over, as OpenTelemetry wants it.
    private static IEnumerable<(string Key, string Value)> Pairs(string? text)
    {
        foreach (string pair in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) yield return (pair[..equals].TrimEnd(), Uri.UnescapeDataString(pair[(equals + 1)..].TrimStart()));
        }
    }
}
