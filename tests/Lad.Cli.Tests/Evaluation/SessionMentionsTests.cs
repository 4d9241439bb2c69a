using System.Text;
using System.Text.RegularExpressions;
using Lad.Cli.Evaluation;

namespace Lad.Cli.Tests.Evaluation;

public sealed class SessionMentionsTests
{
    private static readonly ReadOnlyMemory<byte>[] Lines = [Bytes("open s-1 and s-2"), Bytes("nothing"), Bytes("close s-2")];

    [Fact]
    public void A_line_may_name_several_sessions_or_none() =>
        Assert.Equal([(0, "s-1"), (0, "s-2"), (2, "s-2")], new SessionMentions(new Regex("s-[0-9]+")).Find(Lines));

    [Fact]
    public void The_first_group_is_the_identifier_when_there_is_one() =>
        Assert.Equal([(0, "1"), (0, "2"), (2, "2")], new SessionMentions(new Regex("s-([0-9]+)")).Find(Lines));

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
