namespace Lad.FactStore.Pages.Assets;

/// <summary>A file that pages load.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Packed">The same, packed by gzip: it holds no secret that its length could tell.</param>
/// <param name="Hash">Names the content.</param>
internal sealed record PageAsset(string Name, string ContentType, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Packed, string Hash);
