namespace Lad.FactStore.Pages.Assets;

/// <summary>A file that pages load.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Hash">Names the content.</param>
internal sealed record PageAsset(string Name, string ContentType, ReadOnlyMemory<byte> Content, string Hash);
