using System.Globalization;
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
        nint library = NativeClient.Handle;
        string client = typeof(Library).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? typeof(Library).Assembly.GetName().Version?.ToString(3) ?? "";
        int build = client.IndexOf('+', StringComparison.Ordinal);
        return new NativeLibraryVersion(NativeSearch.VersionOf(library), FileOf((ulong)NativeSearch.Function(library)), build < 0 ? client : client[..build]);
    }

    // The kernel of Linux lists the files of a process's memory: "7f01a000-7f02b000 r-xp 00000000 fe:01 1234  /usr/lib/librdkafka.so.1".
    private static string FileOf(ulong address)
    {
        const string maps = "/proc/self/maps";
        if (!File.Exists(maps)) return "";
        string? line = File.ReadLines(maps).FirstOrDefault(line => Includes(line, address));
        int path = line?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return path < 0 ? "" : line![path..];
    }

    private static bool Includes(string line, ulong address)
    {
        int dash = line.IndexOf('-', StringComparison.Ordinal);
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        return ulong.TryParse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong from)
            && ulong.TryParse(line.AsSpan(dash + 1, space - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong to)
            && address >= from && address < to;
    }
}
