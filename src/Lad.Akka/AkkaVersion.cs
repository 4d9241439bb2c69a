using Akka.Streams.Dsl;

namespace Lad.Akka;

/// <summary>Which Akka.Streams the engine runs on.</summary>
public static class AkkaVersion
{
    /// <summary>The first version that loses nothing: before it <c>SelectAsync</c> dropped elements whose tasks completed on another thread (akka.net#7518).</summary>
    public static Version Least { get; } = new(1, 5, 40);

    /// <summary>The version that was loaded.</summary>
    public static Version Loaded { get; } = typeof(Flow).Assembly.GetName().Version ?? new Version(0, 0);

    /// <summary>Refuses a version that loses records.</summary>
    /// <param name="found">The version.</param>
    /// <exception cref="NotSupportedException">It is too old.</exception>
    public static void Check(Version found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found < Least)
            throw new NotSupportedException($"Akka.Streams {found.ToString(3)} loses records (akka.net#7518). Build with {Least} or later, or set Pipeline:Engine to dataflow.");
    }
}
