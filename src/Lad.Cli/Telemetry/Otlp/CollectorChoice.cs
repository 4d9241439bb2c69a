using System.Collections;
using System.Globalization;
using Lad.Cli.Configuration;

namespace Lad.Cli.Telemetry.Otlp;

/// <summary>
/// Which collectors get metrics and spans. What the settings say comes before OpenTelemetry's variables; of these, what names a signal (<c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c>) comes before what is for all.
/// The setting of the protocol has no value of its own that would mean "not said": a variable decides while it is <c>grpc</c>.
/// </summary>
internal sealed class CollectorChoice
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);
    private readonly TelemetrySettings settings;
    private readonly IDictionary variables;
    private readonly List<string> faults = [];

    private CollectorChoice(TelemetrySettings settings, IDictionary variables)
    {
        (this.settings, this.variables) = (settings, variables);
        Metrics = Of("METRICS", "v1/metrics");
        Traces = Of("TRACES", "v1/traces");
        Interval = Milliseconds("OTEL_METRIC_EXPORT_INTERVAL") ?? DefaultInterval;
    }

    /// <summary>Gets the metrics; <see langword="null"/>: nobody.</summary>
    public Collector? Metrics { get; }

    /// <summary>Gets the spans; <see langword="null"/>: nobody.</summary>
    public Collector? Traces { get; }

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Whether anybody gets anything.</summary>
    public bool IsAny => Metrics is not null || Traces is not null;

    /// <summary>Reads settings and variables.</summary>
    /// <exception cref="ConfigurationException">A variable cannot be used; all such are listed.</exception>
    public static CollectorChoice Of(TelemetrySettings settings, IDictionary variables)
    {
        var choice = new CollectorChoice(settings, variables);
        return choice.faults.Count == 0 ? choice : throw new ConfigurationException([.. choice.faults.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Each collector once, as a person is told.</summary>
    public override string ToString() => (Metrics, Traces) switch
    {
        ({ } metrics, { } traces) when metrics.Endpoint == traces.Endpoint => $"metrics and traces to {metrics}",
        ({ } metrics, { } traces) => $"metrics to {metrics}, traces to {traces}",
        ({ } metrics, null) => $"metrics to {metrics}",
        (null, { } traces) => $"traces to {traces}",
        _ => "nothing",
    };

    private Collector? Of(string signal, string path)
    {
        // OpenTelemetry's switches: of one signal, and of all.
        if (Variable($"OTEL_{signal}_EXPORTER") is ("none", _) || Variable("OTEL_SDK_DISABLED") is ("true", _)) return null;
        (string Text, string Origin) own = Variable($"{Prefix}{signal}_ENDPOINT"), all = Variable(Prefix + "ENDPOINT");
        bool isSet = settings.OtlpEndpoint.Length > 0;
        bool isWhole = !isSet && own.Text.Length > 0;
        (string text, string origin) = isSet ? (settings.OtlpEndpoint, "Telemetry:OtlpEndpoint") : isWhole ? own : all;
        if (text.Length == 0) return null;
        bool isGrpc = IsGrpc(signal);
        if (TelemetryFaults.Endpoint(text, isGrpc, isWhole) is { } fault)
        {
            faults.Add($"{origin} {fault}");
            return null;
        }
        var endpoint = new Uri(isGrpc || isWhole ? text : $"{text.TrimEnd('/')}/{path}");
        return new Collector(endpoint, isGrpc, HeadersOf(signal), Milliseconds($"{Prefix}{signal}_TIMEOUT", Prefix + "TIMEOUT") ?? DefaultTimeout, IsPacked(signal));
    }

    private bool IsGrpc(string signal)
    {
        if (settings.OtlpProtocol != "grpc") return false;
        (string text, string origin) = Variable($"{Prefix}{signal}_PROTOCOL", Prefix + "PROTOCOL");
        if (text is not ("" or "grpc" or "http/protobuf")) faults.Add($"{origin} must be grpc or http/protobuf, not '{text}'");
        return text != "http/protobuf";
    }

    private string HeadersOf(string signal)
    {
        if (settings.OtlpHeaders.Length > 0) return settings.OtlpHeaders;
        (string text, string origin) = Variable($"{Prefix}{signal}_HEADERS", Prefix + "HEADERS");
        if (TelemetryFaults.Headers(text) is { } fault) faults.Add($"{origin} {fault}");
        return text;
    }

    private bool IsPacked(string signal)
    {
        (string text, string origin) = Variable($"{Prefix}{signal}_COMPRESSION", Prefix + "COMPRESSION");
        if (text is not ("" or "none" or "gzip")) faults.Add($"{origin} must be gzip or none");
        return text == "gzip";
    }

    private TimeSpan? Milliseconds(params string[] names)
    {
        (string text, string origin) = Variable(names);
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds) && milliseconds > 0) return TimeSpan.FromMilliseconds(milliseconds);
        faults.Add($"{origin} must be milliseconds, a whole number from 1 on");
        return null;
    }

    // The first that is set, and its name.
    private (string Text, string Origin) Variable(params string[] names)
    {
        foreach (string name in names)
            if (variables[name] is string text && text.Trim().Length > 0) return (text.Trim(), name);
        return ("", "");
    }
}
