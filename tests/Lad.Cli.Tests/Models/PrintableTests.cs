using Lad.Cli.Models;

namespace Lad.Cli.Tests.Models;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain ä 漢 🙂", "plain ä 漢 🙂")]
    [InlineData("a\u001b[2Jb\nc\td", "a\uFFFD[2Jb\uFFFDc\uFFFDd")]
    [InlineData("right\u202Eleft\u200B", "right\uFFFDleft\uFFFD")]
    public void What_a_terminal_would_obey_is_replaced(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("abc🙂e", 4, "abc…")]
    [InlineData("", 3, "")]
    public void A_cut_is_shown(string text, int width, string shown) => Assert.Equal(shown, Printable.Of(text, width));
}
