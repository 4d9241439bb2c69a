using System.Text.RegularExpressions;
using Lad.Cli.Models;
using Lad.Detection;

namespace Lad.Cli.Tests.Models;

public sealed class MapTextTests
{
    private static readonly DetectionModel Model = SampleModels.WithMap(24, 24, SampleModels.Template("started"));

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(120)]
    public void No_line_of_the_pictures_is_wider_than_the_terminal(int width)
    {
        foreach (string style in Enum.GetNames<MapTextStyle>())
        {
            string[] lines = MapText.Render(Model, width, Enum.Parse<MapTextStyle>(style)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(lines[..^1], line => Assert.InRange(Regex.Replace(line, "\e\\[[0-9;]*m", "").Length, 0, Math.Max(width, "records (log)".Length)));
        }
    }

    [Fact]
    public void The_pictures_stand_side_by_side_where_they_fit()
    {
        Assert.Equal(1 + 24 + 1, Lines(100).Length);
        Assert.Equal(1 + 24 + 1 + 1 + 24 + 1, Lines(60).Length);
    }

    [Fact]
    public void Ascii_is_ascii_and_uncoloured() => Assert.All(MapText.Render(Model, 100, MapTextStyle.Ascii), letter => Assert.True(letter is '\n' or >= ' ' and <= '~'));

    [Fact]
    public void Colours_end_with_each_line() =>
        Assert.All(MapText.Render(Model, 80, MapTextStyle.Colour).Split('\n').Where(line => line.Contains('▀', StringComparison.Ordinal)), line => Assert.EndsWith("\e[0m", line, StringComparison.Ordinal));

    [Fact]
    public void A_map_of_one_node_can_be_drawn()
    {
        foreach (MapTextStyle style in Enum.GetValues<MapTextStyle>())
            Assert.Contains("1 x 1 nodes", MapText.Render(SampleModels.WithMap(1, 1, SampleModels.Template("started")), 80, style), StringComparison.Ordinal);
    }

    private static string[] Lines(int width) => MapText.Render(Model, width, MapTextStyle.Ascii).TrimEnd('\n').Split('\n');
}
