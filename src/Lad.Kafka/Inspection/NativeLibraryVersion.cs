using System.Reflection;
using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Inspection;

/// <summary>Which librdkafka is loaded.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Path">Its file; empty where the system does not tell.</param>
/// <param name="Client">The version of Confluent.Kafka, which speaks to it.</param>
public sealed record NativeLibraryVersion(Version Version, string Path, string Client)
{
    /// <summary>Loads the library and asks it.</summary>
    /// <exception cref="BusException">There is none; says what to install.</exception>
    public static NativeLibraryVersion Read()
    {
        NativeClient.Require();
        int version = Library.Version;
        string client = typeof(Library).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? typeof(Library).Assembly.GetName().Version?.ToString(3) ?? "";
        int build = client.IndexOf('+', StringComparison.Ordinal);
        return new NativeLibraryVersion(new Version(version >> 24 & 0xFF, version >> 16 & 0xFF, version >> 8 & 0xFF), Find(), build < 0 ? client : client[..build]);
    }

    // The kernel of Linux lists the files of a process's memory.
    private static string Find()
    {
        const string maps = "/proc/self/maps";
        if (!File.Exists(maps)) return "";
        string? line = File.ReadLines(maps).FirstOrDefault(line => line.Contains("/librdkafka", StringComparison.Ordinal));
        return line is null ? "" : line[line.IndexOf('/', StringComparison.Ordinal)..];
    }
}
