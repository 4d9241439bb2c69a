using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Lad.FactStore.Pages.Assets;

/// <summary>Styles, scripts and the icon: in the assembly, and named with the hash of their content, so that a browser keeps them for ever and never has an old one.</summary>
internal static class PageAssets
{
    private static readonly FrozenDictionary<string, PageAsset> all = new[] { "lad.css", "lad.js", "groups.js", "live.js", "map.js", "icon.svg" }.Select(Load).ToFrozenDictionary(static asset => asset.Name, StringComparer.Ordinal);

    /// <summary>An asset; <see langword="null"/> when there is none of that name.</summary>
    public static PageAsset? Find(string name) => all.GetValueOrDefault(name);

    /// <summary>Where a page finds an asset.</summary>
    public static string Url(string name) => $"/assets/{name}?v={all[name].Hash}";

    private static PageAsset Load(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"assets/{name}") ?? throw new InvalidOperationException($"The assembly lacks the asset {name}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        string type = Path.GetExtension(name) switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", _ => "image/svg+xml" };
        return new PageAsset(name, type, content, Pack(content), Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(content);
        return packed.ToArray();
    }
}
