namespace Lad.Pipeline.Feedback;

/// <summary>Entries as JSON, the same on the topic, in the file and from the fact store's API.</summary>
public static class FeedbackJson
{
    /// <summary>Bytes of an entry that are read, at most.</summary>
    public const int MaxBytes = 256 << 10;

    /// <summary>The entry as one JSON object, UTF-8, without a line end.</summary>
    public static byte[] Write(FeedbackEntry entry) => throw new NotImplementedException();

    /// <summary>Reads an entry.</summary>
    /// <exception cref="FormatException">It is none; says what is wrong and where.</exception>
    public static FeedbackEntry Read(ReadOnlySpan<byte> json) => throw new NotImplementedException();
}
