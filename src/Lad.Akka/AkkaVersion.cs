using Akka.Streams.Dsl;

namespace Lad.Akka;

/// <summary>Which Akka.Streams the engine runs on.</summary>
public static class AkkaVersion
{
    /// <summary>The first version that loses nothing: before it <c>SelectAsync</c> dropped elements whose tasks completed on another thread (akka.net#7518).</summary>
    public static Version Least { get; } = new(1, 5, 40);

    /// <summary>The version that was loaded.</summary>
    public static Version Loaded { get; } = typeof(Flow).Assembly.GetName().Version ?? new Version(0, 0, 0);

    /// <summary>Why a version must not be used; <see langword="null"/> when it may be.</summary>
    public static string? FaultOf(Version version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version >= Least ? null : $"Akka.Streams {version.ToString(3)} loses records (akka.net#7518): build with {Least} or later, or set Pipeline:Engine to dataflow";
    }

    /// <summary>Refuses a version that must not be used.</summary>
    /// <exception cref="NotSupportedException">Says why.</exception>
    internal static void Check(Version version)
    {
        if (FaultOf(version) is { } fault) throw new NotSupportedException(fault);
    }
}
