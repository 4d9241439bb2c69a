namespace Lad.Detection.Encoding;

/// <summary>How many words a message vector took up. Starts as <see langword="default"/>.</summary>
/// <param name="Words">Words, wildcards left out.</param>
/// <param name="Unknown">Those that the model does not know.</param>
public readonly record struct WordCounter(int Words, int Unknown)
{
    /// <summary>Share of the words that the model does not know, 0 to 1; 0 when there is none.</summary>
    public float UnknownShare => Words == 0 ? 0 : (float)Unknown / Words;
}
