namespace Lad.Detection.Parsing;

/// <summary>The buffer that a record lies in, to which text that had to be unescaped can be added.</summary>
public interface IRecordBuffer
{
    /// <summary>The buffer that all slices index. <see cref="Store"/> may move it: a span taken before is stale afterwards.</summary>
    ReadOnlySpan<byte> Buffer { get; }

    /// <summary>Copies bytes to the end of the buffer and says where they are. The bytes must not lie in <see cref="Buffer"/> itself.</summary>
    ByteSlice Store(ReadOnlySpan<byte> bytes);
}
