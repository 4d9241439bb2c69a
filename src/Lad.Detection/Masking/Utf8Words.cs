using System.Text;
using System.Text.Unicode;

namespace Lad.Detection.Masking;

/// <summary>Tells text from bytes that are not.</summary>
internal static class Utf8Words
{
    internal static bool IsValid(ReadOnlySpan<byte> text) => Ascii.IsValid(text) || Utf8.IsValid(text);
}
