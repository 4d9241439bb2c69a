using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lad.Pipeline.Telemetry;

/// <summary>
/// What a process measures itself with: the meter of its instruments and the source of its spans, one of each for a process. A part is given one when somebody looks, and
/// <see langword="null"/> otherwise: it then measures nothing. Nothing here depends on who looks; docs/metrics.md lists the instruments.
/// </summary>
/// <param name="name">The name of both; <see cref="DefaultName"/> but in tests, which would hear each other.</param>
public sealed class Instrumentation(string name = Instrumentation.DefaultName) : IDisposable
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> capabilities = new();

    /// <summary>The name of meter and source.</summary>
    public const string DefaultName = "Lad";

    /// <summary>The instruments' meter.</summary>
    public Meter Meter { get; } = new(name, Version);

    /// <summary>The spans' source.</summary>
    public ActivitySource Spans { get; } = new(name, Version);

    /// <summary>The instruments of a capability: made when they are first asked for, and the same from then on, since a meter has each instrument once.</summary>
    /// <param name="make">Makes them.</param>
    public T Of<T>(Func<Instrumentation, T> make) where T : class => (T)capabilities.GetOrAdd(typeof(T), static (_, state) => new Lazy<object>(() => state.Make(state.Self)), (Make: make, Self: this)).Value;

    /// <summary>The product's version.</summary>
    public static string Version { get; } = typeof(Instrumentation).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Nothing is measured any more.</summary>
    public void Dispose()
    {
        Meter.Dispose();
        Spans.Dispose();
    }
}
