using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>Finds librdkafka: beside the program (the bundled client), or the one that the operating system's package installs.</summary>
public static class NativeClient
{
    internal const string Name = "librdkafka";
    private const string SystemName = "librdkafka.so.1";
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Makes the client ready for use; call it before any other use of it. Safe to call often and from any thread.</summary>
    /// <exception cref="BusException">There is no librdkafka, or it cannot be used; says what to install.</exception>
    public static void Require() => _ = Loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);
        NativeLibrary.SetDllImportResolver(typeof(NativeClient).Assembly, Resolve);
        return Guard(() => Library.IsLoaded || Library.Load(null));
    }

    /// <summary>Does <paramref name="load"/>; when it finds no library, says what to install.</summary>
    internal static bool Guard(Func<bool> load)
    {
        try
        {
            return load();
        }
        catch (Exception failure) when (failure is DllNotFoundException or InvalidOperationException or TypeInitializationException)
        {
            throw new BusException(BusFault.NativeLibrary, $"Kafka's client library was not found ({SystemName}). Install it: apt-get install librdkafka1 (Debian, Ubuntu), dnf install librdkafka (Fedora), apk add librdkafka (Alpine).", failure);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Name) return 0;
        return NativeLibrary.TryLoad(Name, assembly, path, out nint handle) || NativeLibrary.TryLoad(SystemName, out handle) ? handle : 0;
    }
}
