using Lad.Cli.Tests.Observability;

namespace Lad.EndToEnd.Tests.Observability;

/// <summary>A test that needs Prometheus itself, of Debian's package; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (PrometheusProgram.Find("prometheus") is null) Skip = "prometheus is not on PATH (test.sh brings it).";
    }
}
