using Lad.FactStore.Api.Problems;

namespace Lad.FactStore.Api.Requests;

/// <summary>Parts of paths. What cannot be the name of anything names nothing: the answer is 404.</summary>
internal static class PathText
{
    public static ulong Fingerprint(string text) => FingerprintText.Read(text) ?? throw ProblemException.NotFound("A fingerprint has 16 hexadecimal digits.");

    public static long Number(string text) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long number) && number > 0 ? number : throw ProblemException.NotFound("Statements are numbered 1, 2, 3 ...");

    /// <summary>An event's id, with or without the groups of a UUID.</summary>
    public static string Event(string text) => EventText.Read(text) ?? throw ProblemException.NotFound("An event's id has 32 hexadecimal digits.");
}
