using Lad.Detection.Evaluation;

namespace Lad.Detection.Tests.Evaluation;

public sealed class SessionSetTests
{
    private static readonly Dictionary<string, bool> Labels = new() { ["a"] = false, ["b"] = true };

    [Fact]
    public void A_session_scores_as_its_largest_line()
    {
        SessionSet sessions = SessionSet.Build(4, [(0, "a"), (1, "b"), (2, "a"), (2, "b"), (2, "b")], Labels);
        Assert.Equal(["a", "b"], sessions.Ids);
        Assert.Equal([2, 2], sessions.LineCounts);
        Assert.Equal([.3, .4], sessions.Largest([.1, .4, .3, .9]));
    }

    [Fact]
    public void Sessions_without_a_label_are_left_out()
    {
        SessionSet sessions = SessionSet.Build(2, [(0, "a"), (1, "unknown")], Labels);
        Assert.Equal(["a"], sessions.Ids);
        Assert.Empty(sessions.Of(1));
    }
}
