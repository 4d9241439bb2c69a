using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>Looks for librdkafka under the names that it has.</summary>
internal static unsafe class NativeSearch
{
    /// <summary>What the packages of operating systems call it.</summary>
    public const string SystemName = "librdkafka.so.1";

    private static readonly Assembly Client = typeof(Library).Assembly;

    /// <summary>What the package that brings it calls it: one for Alpine; elsewhere the first has Kerberos and needs libraries of the system, the second needs none.</summary>
    public static IReadOnlyList<string> BundledNames { get; } = IsAlpine(RuntimeInformation.RuntimeIdentifier) ? ["alpine-librdkafka"] : [NativeClient.Name, "centos8-librdkafka"];

    /// <summary>All names, in the order in which they are tried.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. BundledNames, SystemName];

    /// <summary>The oldest library that does. Confluent.Kafka 1 is used with the system's, whatever that is; a later one with that of its own release, or a newer one.</summary>
    public static Version Oldest { get; } = Client.GetName().Version is { Major: > 1 } version ? new Version(version.Major, version.Minor) : new Version(1, 0);

    /// <summary>Loads the first library that is new enough.</summary>
    /// <exception cref="DllNotFoundException">There is none under any name.</exception>
    /// <exception cref="BusException">What there is is too old; says why a newer one was not taken.</exception>
    public static nint Find(IReadOnlyList<string> names, Version oldest)
    {
        foreach (string name in names)
        {
            if (!NativeLibrary.TryLoad(name, Client, null, out nint library)) continue;
            if (VersionOf(library) >= oldest) return library;
            NativeLibrary.Free(library);
        }
        string[] obstacles = [.. names.Select(Obstacle).OfType<string>()];
        throw obstacles.Length == 0
            ? new DllNotFoundException(string.Join(", ", names))
            : new BusException(BusFault.NativeLibrary, $"Confluent.Kafka {Client.GetName().Version?.ToString(3)} needs librdkafka {oldest} or later, as its package brings it: {string.Join(", ", obstacles)}.");
    }

    private static bool IsAlpine(string runtime) => runtime.Contains("musl", StringComparison.Ordinal) || runtime.Contains("alpine", StringComparison.Ordinal);

    /// <summary>A library's version.</summary>
    public static Version VersionOf(nint library)
    {
        int version = ((delegate* unmanaged<int>)Function(library))();
        return new Version(version >> 24 & 0xFF, version >> 16 & 0xFF, version >> 8 & 0xFF);
    }

    /// <summary>Where one of its functions is in memory.</summary>
    public static nint Function(nint library) => NativeLibrary.GetExport(library, "rd_kafka_version");

    /// <summary>Why a library that is there was not taken; <see langword="null"/> when it is not there.</summary>
    private static string? Obstacle(string name)
    {
        try
        {
            nint library = NativeLibrary.Load(name, Client, null);
            string obstacle = $"{name} is {VersionOf(library)}";
            NativeLibrary.Free(library);
            return obstacle;
        }
        catch (DllNotFoundException failure)
        {
            return MissingOf(failure.Message) is { } missing ? $"{name} needs {missing}" : null;
        }
    }

    /// <summary>Of a report that names each place that was looked at, the library that the one which is there lacks: <c>libsasl2.so.2: cannot open shared object file: ...</c>.</summary>
    internal static string? MissingOf(string report) =>
        report.Split('\n').Select(line => line.Trim().Split(": cannot open", 2)).FirstOrDefault(parts => parts.Length == 2 && !parts[0].Contains("rdkafka", StringComparison.Ordinal))?[0];
}
