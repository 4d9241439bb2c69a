using System.Text;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Training;

/// <summary>Reads the name of a service as that of a model.</summary>
internal static class ServiceName
{
    /// <summary>Reads a name.</summary>
    /// <param name="service">The name as the record gives it, UTF-8.</param>
    /// <param name="name">Receives the name; room for <see cref="ModelName.MaxLength"/> characters.</param>
    /// <param name="length">Characters of the name.</param>
    /// <returns><see langword="false"/> when there is no name, or it cannot be one of a model.</returns>
    public static bool TryRead(ReadOnlySpan<byte> service, Span<char> name, out int length)
    {
        length = 0;
        if (service.IsEmpty || service.Length > ModelName.MaxLength || !Ascii.IsValid(service)) return false;
        Ascii.ToUtf16(service, name, out length);
        return ModelName.IsValid(name[..length]);
    }
}
