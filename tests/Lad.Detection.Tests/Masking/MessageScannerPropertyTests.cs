using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Masking;

namespace Lad.Detection.Tests.Masking;

public sealed class MessageScannerPropertyTests
{
    private static readonly string[] Pieces =
    [
        " ", " ", " ", "  ", ":", "=", ",", ".", "..", "/", "\\", "-", "_", "@", "(", ")", "[", "]", "\"", "'", "?", "&", "://", "::", ": ", "= ", "\0", "\t",
        "a", "Received", "block", "deadbeef", "facade", "added", "Fri", "Jun", "May", "Monday", "UTC", "bytes", "ms", "com", "org", "example", "java", "C", "http", "blk_", "r24", "uid",
        "1", "07", "0x1f", "-5", "10.0.0.1", "fe80", "FF", "é", "日本", "x", "GET",
    ];

    private static Arbitrary<byte[]> Messages()
    {
        Gen<byte[]> piece = Gen.OneOf(
            Gen.Elements(Pieces).Select(System.Text.Encoding.UTF8.GetBytes),
            Gen.Choose(0, 255).Select(value => new[] { (byte)value }),
            Gen.Choose(' ', '~').Select(value => new[] { (byte)value }));
        return Gen.Choose(0, 120).SelectMany(count => Gen.ArrayOf(piece, count)).Select(pieces => pieces.SelectMany(bytes => bytes).ToArray()).ToArbitrary();
    }

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void The_scan_finds_what_a_close_look_at_every_token_finds() =>
        Check.One(Many, Prop.ForAll(Messages(), message =>
        {
            var buffer = new TokenBuffer();
            ulong key = new MessageScanner(new MaskingRules { MaxTokens = 4096 }).Scan(message, buffer);
            (var tokens, ulong expected) = ReferenceScanner.Scan(message);
            Assert.Equal(tokens, buffer.Tokens.ToArray().Select(token => (token.Start, token.Length, token.Hash, token.IsMask)));
            Assert.Equal(expected, key);
        }));

    [Theory]
    [InlineData(64)]
    [InlineData(32)]
    [InlineData(16)]
    public void Every_vector_width_finds_the_same_as_none(int vector) =>
        Check.One(Many, Prop.ForAll(Messages(), message =>
        {
            if (vector > ByteClassifier.WidestVector)
                return;
            var rules = new MaskingRules();
            var wide = new TokenBuffer();
            var scalar = new TokenBuffer();
            ulong key = new MessageScanner(rules, vector).Scan(message, wide);
            Assert.Equal(new MessageScanner(rules, 1).Scan(message, scalar), key);
            Assert.Equal(scalar.Tokens.ToArray(), wide.Tokens.ToArray());
        }));

    [Fact]
    public void What_lies_behind_a_message_and_what_was_scanned_before_do_not_matter()
    {
        var scanner = new MessageScanner(new MaskingRules());
        var used = new TokenBuffer();
        Check.One(Many, Prop.ForAll(Messages(), message =>
        {
            ulong alone = scanner.Scan(message, new TokenBuffer());
            byte[] embedded = [.. "9/x."u8, .. message, .. "7:a@b/.x1"u8];
            Assert.Equal(alone, scanner.Scan(embedded.AsSpan(4, message.Length), used));
        }));
    }

    [Fact]
    public void Tokens_lie_in_order_inside_the_message() =>
        Check.One(Many, Prop.ForAll(Messages(), message =>
        {
            var buffer = new TokenBuffer();
            new MessageScanner(new MaskingRules()).Scan(message, buffer);
            int end = 0;
            foreach (MaskedToken token in buffer.Tokens)
            {
                Assert.True(token.Start >= end && token.Length > 0);
                end = token.End;
            }
            Assert.True(end <= message.Length);
            MaskedMessage masked = MaskedMessage.Of(message, buffer);
            Assert.Equal(masked.Tokens.Count + 1, masked.Gaps.Count);
        }));
}
