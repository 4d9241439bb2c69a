using System.Net;
using Lad.FactStore.Safety;

namespace Lad.FactStore.Hosting;

/// <summary>Finds what is allowed and unwise.</summary>
internal static class OptionWarnings
{
    public static IEnumerable<string> Of(FactStoreOptions options)
    {
        if (options.TokenFile.Length > 0)
            foreach (string warning in TokenBook.Check(options.TokenFile).Warnings) yield return $"FactStore:TokenFile: {warning}";
        if (options is { RequiresSignIn: true, AllowCleartext: true, IsSecure: false } && !(options.Address is { } address && IPAddress.IsLoopback(address)))
            yield return "FactStore:AllowCleartext: tokens and sessions cross the network unencrypted";
        if (options is { PublicUrl.Scheme: "https", CertificateFile.Length: 0, RequiresSignIn: true, Proxies.Count: 0 })
            yield return "FactStore:PublicUrl is https and the store speaks HTTP, so a proxy is in front; without FactStore:Proxies all who sign in through it count as one address, and share the limit of attempts";
    }
}
