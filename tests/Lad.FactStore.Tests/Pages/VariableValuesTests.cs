using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Group;

namespace Lad.FactStore.Tests.Pages;

public sealed class VariableValuesTests
{
    [Fact]
    public void Values_stand_where_the_template_has_its_variable_parts()
    {
        IReadOnlyList<IReadOnlyList<string>> values = VariableValues.Of("payment <*> declined by <*>", [Message("payment 12 declined by eu-1"), Message("payment 13 declined by eu-1")]);

        Assert.Equal([["12", "13"], ["eu-1"]], values);
    }

    [Fact]
    public void A_message_that_does_not_fit_gives_none()
    {
        Assert.Empty(VariableValues.Of("payment <*> declined", [Message("order 12 shipped")]));
        Assert.Empty(VariableValues.Of("no variable", [Message("no variable")]));
    }

    [Fact]
    public void Variable_parts_side_by_side_are_parted_at_blanks() =>
        Assert.Equal([["a"], ["b"], ["c d"]], VariableValues.Of("<*> <*> = <*>", [Message("a b = c d")]));

    private static AnomalyRecord Message(string message) => new() { EventId = new string('0', 32), At = DateTimeOffset.UnixEpoch, Fingerprint = 1, Message = message, Score = 1 };
}
