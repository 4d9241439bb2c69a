using Lad.Detection.Masking;

namespace Lad.Detection.Tests.Masking;

public sealed class MessageScannerTests
{
    private static ulong Key(ReadOnlySpan<byte> message, MaskingRules? rules = null) =>
        new MessageScanner(rules ?? new MaskingRules()).Scan(message, new TokenBuffer());

    [Fact]
    public void Messages_that_differ_in_variable_parts_have_the_same_key() =>
        Assert.Equal(Key("Served block blk_1 to /10.0.0.1"u8), Key("Served  block blk_-22 to /10.0.0.2:99"u8));

    [Fact]
    public void Messages_that_differ_in_a_word_or_its_place_have_different_keys()
    {
        Assert.NotEqual(Key("VM Started"u8), Key("VM Paused"u8));
        Assert.NotEqual(Key("a b"u8), Key("b a"u8));
        Assert.NotEqual(Key("a b"u8), Key("ab"u8));
        Assert.NotEqual(Key("a"u8), Key(""u8));
    }

    [Theory]
    [InlineData("", 0x8A5CD789635D2DFF)]
    [InlineData("Received block blk_-16 of size 67108864 from /10.251.42.84", 0x8E67A47D67795876)]
    public void Keys_do_not_change(string message, ulong key) => Assert.Equal(key, Key(System.Text.Encoding.UTF8.GetBytes(message)));

    [Fact]
    public void Bytes_that_are_not_text_are_masked()
    {
        Assert.Equal(["open", "<*>", "now"], Masked.Message([.. "open "u8, 0xC3, 0x28, 0xFF, .. " now"u8]).Tokens);
        Assert.Equal(["grüße", "日本"], Masked.Message("grüße 日本"u8).Tokens);
        Assert.Equal(["a", "b"], Masked.Message([.. "a"u8, 0, 0, .. "b"u8]).Tokens);
    }

    [Fact]
    public void A_message_beyond_the_bytes_looked_at_is_flagged_and_its_start_scanned()
    {
        var rules = new MaskingRules { MaxMessageBytes = 64 };
        var buffer = new TokenBuffer();
        byte[] message = [.. "begin "u8, .. Enumerable.Repeat((byte)'x', 100), .. " end"u8];
        new MessageScanner(rules).Scan(message, buffer);
        Assert.True(buffer.IsTruncated);
        Assert.Equal(2, buffer.Count);
        Assert.NotEqual(Key(message.AsSpan(0, 64), rules), buffer.Key);
    }

    [Fact]
    public void A_message_beyond_the_tokens_looked_at_is_flagged_and_its_start_scanned()
    {
        var buffer = new TokenBuffer();
        new MessageScanner(new MaskingRules { MaxTokens = 2 }).Scan("one two three"u8, buffer);
        Assert.True(buffer.IsTruncated);
        Assert.Equal(2, buffer.Count);
        new MessageScanner(new MaskingRules { MaxTokens = 3 }).Scan("one two three"u8, buffer);
        Assert.False(buffer.IsTruncated);
    }

    [Fact]
    public void What_a_user_pattern_matches_is_masked_before_anything_else()
    {
        var rules = new MaskingRules { UserPatterns = ["order of .+? for", @"tenant-\p{L}+"] };
        Assert.Equal("<*> jane on <*> ok", Masked.Tokens("order of three pears for jane on tenant-ämne ok", rules));
        Assert.Equal("nothing here", Masked.Tokens("nothing here", rules));
        Assert.Equal("é <*> now", Masked.Tokens("é tenant-abc now", rules));
    }

    [Fact]
    public void All_faults_of_the_rules_are_listed_at_once()
    {
        var rules = new MaskingRules { MaxMessageBytes = 1, MaxTokens = 0, UserPatterns = ["(", @"(a)\1"] };
        Assert.Equal(4, rules.Faults().Count);
        Assert.Throws<ArgumentException>(() => new MessageScanner(rules));
    }

    [Fact]
    public void A_scan_allocates_nothing_once_its_buffer_has_grown()
    {
        var scanner = new MessageScanner(new MaskingRules());
        var buffer = new TokenBuffer();
        byte[] message = System.Text.Encoding.UTF8.GetBytes("at Fri Jun 17 07:07:00 2005 r24=0x1 user@host http://a.b/c /x/y?z=1 " + new string('a', 5000));
        scanner.Scan(message, buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        scanner.Scan(message, buffer);
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(before, after);
    }
}
