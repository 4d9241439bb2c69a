using System.Xml.Linq;
using Lad.Cli.Models;
using Lad.Detection;

namespace Lad.Cli.Tests.Models;

public sealed class MapSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Text_from_logs_cannot_leave_its_element()
    {
        DetectionModel model = SampleModels.Of(SampleModels.Template("<script>alert('1')</script> & \u001b[31m ]]>"));
        XDocument picture = XDocument.Parse(MapSvg.Render(model, [new MapMark("</svg><script/>", 0, 1, true)]));
        Assert.Empty(picture.Descendants(Svg + "script"));
        Assert.Contains(picture.Descendants(Svg + "tspan"), span => span.Value.StartsWith("<script>alert", StringComparison.Ordinal));
        Assert.Contains(picture.Descendants(Svg + "tspan"), span => span.Value == "</svg><script/>");
    }

    [Fact]
    public void Every_node_is_a_square_and_every_node_in_use_a_circle()
    {
        XDocument picture = XDocument.Parse(MapSvg.Render(SampleModels.WithMap(4, 5, SampleModels.Template("started"))));
        Assert.Equal(20, picture.Descendants(Svg + "g").Count());
        Assert.Equal(10, picture.Descendants(Svg + "g").Elements(Svg + "circle").Count());
    }

    [Fact]
    public void A_message_is_marked_at_its_node_with_its_verdict()
    {
        XDocument picture = XDocument.Parse(MapSvg.Render(SampleModels.WithMap(4, 5, SampleModels.Template("started")), [new MapMark("boom", 7, 0.999, true), new MapMark("fine", 0, 0.1, false)]));
        XElement mark = Assert.Single(picture.Descendants(Svg + "g"), group => group.Element(Svg + "title")!.Value == "boom");
        Assert.Equal("mark anomaly", mark.Element(Svg + "circle")!.Attribute("class")!.Value);
        XElement square = picture.Descendants(Svg + "g").ElementAt(7).Element(Svg + "rect")!;
        double left = (double)square.Attribute("x")!, centre = (double)mark.Element(Svg + "circle")!.Attribute("cx")!;
        Assert.InRange(centre, left, left + (double)square.Attribute("width")!);
    }

    [Fact]
    public void A_map_larger_than_the_picture_is_shown_in_blocks()
    {
        XDocument picture = XDocument.Parse(MapSvg.Render(SampleModels.WithMap(300, 200, SampleModels.Template("started"))));
        Assert.Equal(100 * 67, picture.Descendants(Svg + "g").Count());
        Assert.Contains("each square 3 × 3 nodes", picture.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_needs_nothing_from_outside()
    {
        string picture = MapSvg.Render(SampleModels.Of(SampleModels.Template("started")));
        Assert.Equal(1, picture.Split("http").Length - 1);
        Assert.DoesNotContain("@import", picture, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", picture, StringComparison.Ordinal);
    }
}
