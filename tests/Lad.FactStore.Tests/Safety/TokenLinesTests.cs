using Lad.FactStore.Safety;

namespace Lad.FactStore.Tests.Safety;

public sealed class TokenLinesTests
{
    [Fact]
    public void Lines_name_who_may_enter()
    {
        (IReadOnlyList<TokenEntry> entries, IReadOnlyList<string> faults) = TokenLines.Read("\uFEFF# people\r\nmaria  editor\t0123456789abcdef01234567 \r\n\r\n  rui READER 76543210fedcba9876543210");

        Assert.Empty(faults);
        Assert.Equal([new Actor("maria", Role.Editor), new Actor("rui", Role.Reader)], entries.Select(entry => entry.Actor));
    }

    [Theory]
    [InlineData("maria editor", "must be NAME ROLE TOKEN")]
    [InlineData("maria editor short", "24 characters")]
    [InlineData("maria editor replace-me", "openssl rand -hex 32")]
    [InlineData("maria editor Replace-me-by-a-long-random-text", "of an example")]
    [InlineData("maria owner 0123456789abcdef01234567", "reader or editor")]
    [InlineData("mar\u202eia editor 0123456789abcdef01234567", "name")]
    [InlineData("maria editor 0123456789abcdef01234567 more", "must be NAME ROLE TOKEN")]
    [InlineData("maria editor 0123456789abcdef0123456\u00e9", "visible ASCII")]
    public void A_line_that_is_wrong_is_said_without_its_token(string line, string fault)
    {
        (IReadOnlyList<TokenEntry> entries, IReadOnlyList<string> faults) = TokenLines.Read("# first\n" + line);

        Assert.Empty(entries);
        Assert.StartsWith("line 2 ", Assert.Single(faults), StringComparison.Ordinal);
        Assert.Contains(fault, faults[0], StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_has_one_owner()
    {
        (IReadOnlyList<TokenEntry> entries, IReadOnlyList<string> faults) = TokenLines.Read("maria editor 0123456789abcdef01234567\nrui reader 0123456789abcdef01234567");

        Assert.Equal("maria", Assert.Single(entries).Actor.Name);
        Assert.Contains("line 2", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_of_a_token_is_not_the_token()
    {
        TokenEntry entry = TokenLines.Read("maria editor 0123456789abcdef01234567").Entries.Single();

        Assert.Equal(32, entry.Hash.Length);
        Assert.DoesNotContain("0123456789abcdef01234567", entry.Mark, StringComparison.Ordinal);
    }
}
