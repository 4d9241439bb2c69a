using Lad.Detection.Scoring;

namespace Lad.Detection.Tests.Scoring;

public sealed class SeverityLexiconTests
{
    private readonly SeverityLexicon lexicon = new(SeverityLexicon.Default);

    [Theory]
    [InlineData("error")]
    [InlineData("FAILED:")]
    [InlineData("java.io.IOException")]
    [InlineData("connect_error")]
    [InlineData("readTimeout")]
    [InlineData("(fatal)")]
    public void Names_of_failures_are_found_inside_tokens(string token) => Assert.True(lexicon.Names(ShopLog.Utf8(token)));

    [Theory]
    [InlineData("terminating")]
    [InlineData("terror")]
    [InlineData("badge")]
    [InlineData("")]
    [InlineData("ünable")]
    public void Other_words_are_not(string token) => Assert.False(lexicon.Names(ShopLog.Utf8(token)));
}
