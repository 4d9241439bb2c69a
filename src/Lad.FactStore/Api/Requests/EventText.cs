namespace Lad.FactStore.Api.Requests;

/// <summary>Ids of events: 32 hexadecimal digits, also in the groups of a UUID, as the predecessor's fields have them.</summary>
internal static class EventText
{
    public const string Fault = "is no event's id: 32 hexadecimal digits";

    /// <summary>The 32 digits, in lower case; <see langword="null"/> for anything else.</summary>
    public static string? Read(string? text)
    {
        string? digits = text is { Length: 36 } && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' ? text.Replace("-", "", StringComparison.Ordinal) : text;
        return digits is { Length: 32 } && digits.All(char.IsAsciiHexDigit) ? digits.ToLowerInvariant() : null;
    }
}
