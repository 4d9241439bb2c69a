using System.Text.Json.Serialization;
using Lad.FactStore.Pages.Shared;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Pages.Feedback;

/// <summary>What a page's script is told of a statement it sent.</summary>
/// <param name="Fingerprint">What it is about.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Says">What happens by it.</param>
/// <param name="State">What is in force, for styles.</param>
/// <param name="Badge">What is in force, in a word or two.</param>
/// <param name="Undo">The mark that undoes this statement; <see langword="null"/> when nothing does.</param>
/// <param name="Retract">The mark that takes back what is in force; <see langword="null"/> when nothing is.</param>
internal sealed record FeedbackAnswer(string Fingerprint, long Sequence, string Says, string State, string Badge, string? Undo, string? Retract)
{
    public static FeedbackAnswer Of(FeedbackEntry entry, string service, DateTimeOffset now)
    {
        var said = Said.Of(entry.Statement, service);
        var standing = Standing.Of(entry.State, now);
        string? retract = standing.Sequence > 0 ? Mark.Retraction(entry.Statement.Fingerprint, service, standing.Sequence) : null;
        return new FeedbackAnswer(Words.Hex(entry.Statement.Fingerprint), entry.Statement.Sequence, said.Text, standing.Code, standing.Text, said.Undo, retract);
    }
}

/// <summary>The answer as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedbackAnswer))]
internal sealed partial class FeedbackAnswerJson : JsonSerializerContext;
