using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Configuration;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("scoer", "score")]
    [InlineData("Score", "score")]
    [InlineData("trian", "train")]
    [InlineData("xyz", null)]
    public void A_slip_finds_its_name_and_a_stranger_finds_none(string typed, string? meant) =>
        Assert.Equal(meant, NearestName.Find(typed, ["train", "score", "run"]));
}
