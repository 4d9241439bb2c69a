using System.Globalization;
using Lad.FactStore.Hosting;

namespace Lad.FactStore.Safety;

/// <summary>Names of the cookies.</summary>
internal static class CookieNames
{
    /// <summary>
    /// A cookie's name. Over HTTPS its prefix makes browsers take it from this host alone; without, it has the port in its name, because all servers of a host share their cookies.
    /// </summary>
    public static string Of(FactStoreOptions options, string purpose)
    {
        string name = purpose.Length == 0 ? "lad" : "lad-" + purpose;
        return options.IsSecure ? "__Host-" + name : options.Port == 0 ? name : $"{name}-{options.Port.ToString(CultureInfo.InvariantCulture)}";
    }
}
