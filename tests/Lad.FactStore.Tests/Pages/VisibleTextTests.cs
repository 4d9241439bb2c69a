using FsCheck;
using FsCheck.Fluent;
using Lad.FactStore.Pages.Shared;

namespace Lad.FactStore.Tests.Pages;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain köln 漢字 🙂", "plain köln 漢字 🙂")]
    [InlineData("\u001B[31mred", "\\e[31mred")]
    [InlineData("a\u202Egpj.exe", "a\\u202egpj.exe")]
    [InlineData("a\0b\u0085c\u200Bd\uFEFFe\u2028f", "a\\x00b\\x85c\\u200bd\\ufeffe\\u2028f")]
    [InlineData("one\r\ntwo\tthree", "one\\r\\ntwo\\tthree")]
    [InlineData("tag \U000E0041", "tag \\u{e0041}")]
    public void What_is_not_drawn_has_a_visible_name(string text, string shown) => Assert.Equal(shown, VisibleText.Plain(text, 1000));

    [Fact]
    public void Half_of_a_pair_is_named() => Assert.Equal("half \\ud83d of a pair", VisibleText.Plain("half \uD83D of a pair", 100));

    [Fact]
    public void Names_side_by_side_are_one_piece() => Assert.Equal([new(TextPieceKind.Plain, "a"), new(TextPieceKind.Escape, "\\u202e\\e")], VisibleText.Pieces("a\u202E\u001B", 100));

    [Fact]
    public void Line_ends_stay_where_they_are_wanted()
    {
        TextPiece piece = Assert.Single(VisibleText.Pieces("one\r\n\ttwo", 100, lines: true));

        Assert.Equal(new TextPiece(TextPieceKind.Plain, "one\n\ttwo"), piece);
    }

    [Fact]
    public void Variable_parts_of_a_template_are_told_apart()
    {
        Assert.Equal(
            [new(TextPieceKind.Plain, "block "), new(TextPieceKind.Variable, "<*>"), new(TextPieceKind.Plain, " of <b>")],
            VisibleText.Pieces("block <*> of <b>", 100, variables: true));
        Assert.Single(VisibleText.Pieces("block <*>", 100));
    }

    [Fact]
    public void A_long_text_says_how_much_more_there_is_and_splits_no_pair()
    {
        IReadOnlyList<TextPiece> pieces = VisibleText.Pieces(new string('x', 9) + "🙂" + new string('y', 1_000_000), 10);

        Assert.Equal([new(TextPieceKind.Plain, "xxxxxxxxx"), new(TextPieceKind.Rest, "… 1,000,002 more characters")], pieces);
    }

    [Fact]
    public void Nothing_that_is_shown_is_invisible_or_unbounded() => Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
    {
        string shown = VisibleText.Plain(text ?? "", 50);
        return shown.EnumerateRunes().All(static rune => !System.Text.Rune.IsControl(rune)) && !shown.Any(static unit => unit is '\u202E' or '\u200B') && shown.Length <= 50 * 9 + 1;
    }).QuickCheckThrowOnFailure();
}
