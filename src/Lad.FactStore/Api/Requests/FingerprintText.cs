using System.Globalization;
using Lad.Detection.Templates;

namespace Lad.FactStore.Api.Requests;

/// <summary>Fingerprints as the API has them: 16 hexadecimal digits.</summary>
internal static class FingerprintText
{
    public const string Fault = "is no fingerprint: 16 hexadecimal digits";

    public static ulong? Read(string? text) =>
        text is { Length: 16 } && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong fingerprint) ? fingerprint : null;

    public static string Write(ulong fingerprint) => Fingerprint.ToText(fingerprint);
}
