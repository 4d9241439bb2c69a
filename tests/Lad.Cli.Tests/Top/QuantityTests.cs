using Lad.Cli.Top.Drawing;

namespace Lad.Cli.Tests.Top;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0d, "0")]
    [InlineData(0.001, "0.01")]
    [InlineData(0.25, "0.25")]
    [InlineData(7d, "7")]
    [InlineData(12.34, "12.3")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1k")]
    [InlineData(12_345d, "12.3k")]
    [InlineData(123_456d, "123k")]
    [InlineData(-1_234_567d, "-1.2M")]
    [InlineData(1e30, ">999T")]
    [InlineData(double.NaN, "-")]
    [InlineData(double.PositiveInfinity, "-")]
    [InlineData(null, "-")]
    public void A_number_takes_few_characters(double? number, string text) => Assert.Equal(text, Quantity.Of(number));

    [Theory]
    [InlineData(0.0000853, "85µs")]
    [InlineData(0.0015, "1.5ms")]
    [InlineData(2.1, "2.1s")]
    [InlineData(3600, "1h00m")]
    [InlineData(-1, "-")]
    [InlineData(1e300, "-")]
    public void A_time_has_its_unit(double seconds, string text) => Assert.Equal(text, Quantity.Time(seconds));

    [Theory]
    [InlineData(512, "512B")]
    [InlineData(1024, "1K")]
    [InlineData(220_200_960, "210M")]
    [InlineData(1_610_612_736, "1.5G")]
    public void Bytes_are_in_powers_of_1024(double bytes, string text) => Assert.Equal(text, Quantity.Bytes(bytes));

    [Fact]
    public void Wide_and_combining_characters_are_counted_as_the_terminal_does()
    {
        Assert.Equal(4, CellWidth.Of("漢字"));
        Assert.Equal(1, CellWidth.Of("e\u0301"));
        Assert.Equal("漢…", CellWidth.Cut("漢字漢字", 4));
        Assert.Equal("ab   ", CellWidth.Fit("ab", 5));
        Assert.Equal("", CellWidth.Cut("ab", 0));
    }

    [Fact]
    public void Charts_are_scaled_to_what_they_show()
    {
        Assert.Equal("▁▄█", Chart.Sparkline([9, 0, 4, 8], 3));
        Assert.Equal("▁▁", Chart.Sparkline([0, 0], 8));
        Assert.Equal("█░░░", Chart.Bar(0.1, 8, 4));
        Assert.Equal("████", Chart.Bar(99, 8, 4));
        Assert.Equal("    ", Chart.Bar(1, null, 4));
    }
}
