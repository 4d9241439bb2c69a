using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>
/// Finds librdkafka: beside the program (the bundled client), or the one that the operating system's package installs. Confluent.Kafka and LAD's own calls get the same one: what a consumer of the
/// first writes of itself, a producer of the second reads.
/// </summary>
public static class NativeClient
{
    internal const string Name = "librdkafka";
    private static readonly Lazy<nint> Found = new(() => NativeSearch.Find(NativeSearch.Names, NativeSearch.Oldest));
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Makes the client ready for use; call it before any other use of it. Safe to call often and from any thread.</summary>
    /// <exception cref="BusException">There is no librdkafka, or it cannot be used; says what to install.</exception>
    public static void Require() => _ = Loaded.Value;

    /// <summary>Makes an assembly's imports from <c>librdkafka</c> find the same library; once for each assembly.</summary>
    /// <param name="assembly">An assembly that has no resolver of its own.</param>
    /// <exception cref="InvalidOperationException">It has one.</exception>
    public static void Share(Assembly assembly) => NativeLibrary.SetDllImportResolver(assembly, Resolve);

    /// <summary>The library.</summary>
    /// <exception cref="BusException">There is none that can be used.</exception>
    internal static nint Handle
    {
        get
        {
            Require();
            return Found.Value;
        }
    }

    private static bool Load()
    {
        Guard(() => Found.Value != 0);
        Share(typeof(Library).Assembly);
        Share(typeof(NativeClient).Assembly);
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
            throw new BusException(BusFault.NativeLibrary, $"Kafka's client library was not found ({NativeSearch.SystemName}). Install it: apt-get install librdkafka1 (Debian, Ubuntu), dnf install librdkafka (Fedora), apk add librdkafka (Alpine).", failure);
        }
    }

    // Of the names that Confluent.Kafka has for its library it takes the first that is found, whichever library that is.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name || NativeSearch.BundledNames.Contains(name) ? Found.Value : 0;
}
