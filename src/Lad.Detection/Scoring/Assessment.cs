namespace Lad.Detection.Scoring;

/// <summary>
/// What a detector says of one message. A value without references: it is cached by the key of the masked message
/// and copied into a batch's column. It depends on the masked message and the model alone.
/// </summary>
public struct Assessment
{
    /// <summary>Identity of the message's template: what feedback, grouping and output keys use.</summary>
    public ulong Fingerprint { get; set; }

    /// <summary>Index of the matched template in the model, -1 when none matches.</summary>
    public int Template { get; set; }

    /// <summary>Index of the best-matching unit, row * columns + column; -1 when the map was not asked.</summary>
    public int BestMatchingUnit { get; set; }

    /// <summary>Euclidean distance to the best-matching unit.</summary>
    public float Distance { get; set; }

    /// <summary>Share of the message's words that the model does not know, 0 to 1.</summary>
    public float UnknownShare { get; set; }

    /// <summary>Words of the message, masks left out; 0 when a template matched.</summary>
    public int Words { get; set; }

    /// <summary>Whether a word of the message, or of its template, names a failure.</summary>
    public bool IsSevere { get; set; }

    /// <summary>How unusual the message is, 0 to 1, on the scale that means the same for every model.</summary>
    public double Score { get; set; }

    /// <summary>Whether the score exceeds the model's threshold (and its absolute floor).</summary>
    public bool IsAnomaly { get; set; }

    /// <summary>Whether a bound cut the message: it had more bytes or tokens than are looked at.</summary>
    public bool IsTruncated { get; set; }
}
