using Lad.Detection.Masking;
using Lad.Detection.Templates;

namespace Lad.Detection.Tests.Templates;

public sealed class FingerprintTests
{
    [Theory]
    [InlineData("", "efd01f60ba992926")]
    [InlineData("a", "82a2a958a9bece5b")]
    [InlineData("Receiving block blk_<*> src: <*> dest: <*>", "86746f03c4e89986")]
    public void Fingerprints_do_not_change(string tokens, string fingerprint) =>
        Assert.Equal(fingerprint, Fingerprint.ToText(Fingerprint.Of(tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    [Fact]
    public void A_message_alone_has_the_fingerprint_of_a_template_with_its_tokens()
    {
        var buffer = new TokenBuffer();
        byte[] message = "Receiving block blk_-16 src: /10.0.0.1:50 dest: /10.0.0.2:50"u8.ToArray();
        new MessageScanner(new MaskingRules()).Scan(message, buffer);
        Assert.Equal(Fingerprint.Of(MaskedMessage.Of(message, buffer).Tokens), Fingerprint.Of(message, buffer));
    }
}
