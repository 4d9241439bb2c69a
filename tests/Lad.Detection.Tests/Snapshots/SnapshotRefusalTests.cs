using System.Buffers.Binary;
using Lad.Detection.Snapshots;

namespace Lad.Detection.Tests.Snapshots;

public sealed class SnapshotRefusalTests
{
    private static readonly byte[] Snapshot = SnapshotWriter.Write(SampleModel.Small);

    [Fact]
    public void Every_prefix_is_refused()
    {
        for (int length = 0; length < Snapshot.Length; length++)
        {
            byte[] prefix = Snapshot[..length];
            Assert.Equal(SnapshotFault.Truncated, Assert.Throws<SnapshotException>(() => SnapshotReader.Read(prefix)).Fault);
            Assert.Equal(SnapshotFault.Truncated, Assert.Throws<SnapshotException>(() => SnapshotReader.Read(new MemoryStream(prefix))).Fault);
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        byte[] altered = [.. Snapshot];
        for (int bit = 0; bit < altered.Length * 8; bit++)
        {
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<SnapshotException>(() => SnapshotReader.Read(altered));
            altered[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void Bytes_after_the_end_are_refused()
    {
        byte[] longer = [.. Snapshot, 0];
        var fault = Assert.Throws<SnapshotException>(() => SnapshotReader.Read(longer));
        Assert.Equal((SnapshotFault.TrailingBytes, Snapshot.Length), (fault.Fault, fault.Offset));
        Assert.Equal(SnapshotFault.TrailingBytes, Assert.Throws<SnapshotException>(() => SnapshotReader.Read(new MemoryStream(longer))).Fault);
    }

    [Fact]
    public void A_newer_format_version_is_refused_by_its_number()
    {
        byte[] newer = [.. Snapshot];
        BinaryPrimitives.WriteUInt32LittleEndian(newer.AsSpan(8), 7);
        var fault = Assert.Throws<SnapshotException>(() => SnapshotReader.Read(newer));
        Assert.Equal(SnapshotFault.UnsupportedVersion, fault.Fault);
        Assert.Contains("format version 7", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a snapshot")]
    [InlineData("{\"message\":\"hello\"}")]
    public void What_is_not_a_snapshot_is_named_as_such(string text)
    {
        var fault = Assert.Throws<SnapshotException>(() => SnapshotReader.Read(System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Equal(text.Length == 0 ? SnapshotFault.Truncated : SnapshotFault.NotASnapshot, fault.Fault);
    }

    [Fact]
    public void A_stream_without_end_is_refused_after_its_first_bytes()
    {
        var endless = new EndlessStream();
        Assert.Equal(SnapshotFault.NotASnapshot, Assert.Throws<SnapshotException>(() => SnapshotReader.Read(endless)).Fault);
        Assert.InRange(endless.BytesRead, 1, 64 * 1024);
    }

    [Fact]
    public void A_header_that_announces_much_takes_no_memory_for_it()
    {
        byte[] header = Snapshot[..24];
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(16), SnapshotLimits.SnapshotBytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(SnapshotFault.Truncated, Assert.Throws<SnapshotException>(() => SnapshotReader.Read(new MemoryStream(header))).Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    private sealed class EndlessStream : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'x', offset, count);
            BytesRead += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
