using Lad.Detection.Masking;
using Lad.Detection.Templates;

namespace Lad.Detection.Tests.Templates;

public sealed class TemplateMatcherTests
{
    private static TemplateMatcher Matcher(params string[] templates) => new(new TemplateSet([.. templates.Select(Template)]));

    private static Template Template(string tokens)
    {
        string[] words = tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Template { Text = tokens, Tokens = words, Fingerprint = Fingerprint.Of(words) };
    }

    private static int Match(TemplateMatcher matcher, string message)
    {
        var buffer = new TokenBuffer();
        new MessageScanner(new MaskingRules()).Scan(System.Text.Encoding.UTF8.GetBytes(message), buffer);
        return matcher.Match(buffer);
    }

    [Fact]
    public void Most_constant_tokens_win() =>
        Assert.Equal(1, Match(Matcher("user <*> left", "user root left"), "user root left"));

    [Fact]
    public void Then_the_fewest_additional_tokens_win() =>
        Assert.Equal(1, Match(Matcher("a <*>", "a <*> <*>"), "a x y"));

    [Fact]
    public void Then_the_first_template_wins() =>
        Assert.Equal(0, Match(Matcher("a <*> c", "a b <*>"), "a b c"));

    [Theory]
    [InlineData("open x failed", 0)]
    [InlineData("open p q r s t u v w failed", 0)]
    [InlineData("open p q r s t u v w x failed", -1)]
    [InlineData("open failed", -1)]
    public void A_wildcard_takes_one_to_eight_tokens(string message, int template) =>
        Assert.Equal(template, Match(Matcher("open <*> failed"), message));

    [Fact]
    public void A_wildcard_does_not_swallow_constants_of_the_set() =>
        Assert.Equal(-1, Match(Matcher("rhost= <*>", "user= root left"), "rhost=10.0.0.1 user=root"));

    [Fact]
    public void A_template_of_a_wildcard_alone_takes_only_a_mask()
    {
        TemplateMatcher matcher = Matcher("<*>");
        Assert.Equal(0, Match(matcher, "12:30"));
        Assert.Equal(-1, Match(matcher, "something"));
        Assert.Equal(-1, Match(matcher, "12 things"));
    }

    [Fact]
    public void A_template_without_tokens_takes_messages_without_tokens() =>
        Assert.Equal(1, Match(Matcher("a b", ""), "---"));

    [Fact]
    public void Repeated_words_end_in_bounded_time()
    {
        TemplateMatcher matcher = Matcher(string.Join(" a ", Enumerable.Repeat("<*>", 40)) + " b");
        Assert.Equal(-1, Match(matcher, string.Join(' ', Enumerable.Repeat("a", 250))));
    }

    [Fact]
    public void Matching_allocates_nothing()
    {
        TemplateMatcher matcher = Matcher("open <*> failed", "open <*> now");
        var buffer = new TokenBuffer();
        var scanner = new MessageScanner(new MaskingRules());
        scanner.Scan("open /etc/x 12 and more failed"u8, buffer);
        matcher.Match(buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        scanner.Scan("open /etc/x 12 and more failed"u8, buffer);
        int template = matcher.Match(buffer);
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(0, template);
        Assert.Equal(before, after);
    }
}
