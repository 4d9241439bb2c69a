namespace Lad.FactStore.Status;

/// <summary>How the parts of the store are, for the page and the API: counters and conditions that the parts keep. Thread-safe.</summary>
public sealed class PipelineStatus
{
    /// <summary>A part says how it is, under its name (<c>ingest</c>, <c>outbox</c>, <c>models</c>): the state in a word or two, and a sentence.</summary>
    public void Say(string part, bool isWell, string sentence) => throw new NotImplementedException($"{part} {isWell} {sentence}");
}
