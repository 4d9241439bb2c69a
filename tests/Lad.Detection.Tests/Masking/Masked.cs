using Lad.Detection.Masking;

namespace Lad.Detection.Tests.Masking;

/// <summary>Short forms for tests.</summary>
internal static class Masked
{
    internal static MaskedMessage Message(ReadOnlySpan<byte> message, MaskingRules? rules = null)
    {
        var buffer = new TokenBuffer();
        new MessageScanner(rules ?? new MaskingRules()).Scan(message, buffer);
        return MaskedMessage.Of(message, buffer);
    }

    internal static string Tokens(string message, MaskingRules? rules = null) =>
        string.Join(' ', Message(System.Text.Encoding.UTF8.GetBytes(message), rules).Tokens);

    internal static string Text(string message) => Message(System.Text.Encoding.UTF8.GetBytes(message)).Text;
}
