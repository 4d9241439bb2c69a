using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Encoding;

namespace Lad.Detection.Tests.Encoding;

public sealed class WordIndexTests
{
    [Fact]
    public void Every_word_is_found_at_its_row_and_no_other() => Prop.ForAll<string?[], string?>((candidates, stranger) =>
    {
        string[] words = [.. candidates.Select(word => Scalars(word)).Distinct(StringComparer.Ordinal)];
        var index = new WordIndex(words);

        for (int row = 0; row < words.Length; row++)
            Assert.Equal(row, index.Find(System.Text.Encoding.UTF8.GetBytes(words[row])));
        Assert.Equal(Array.IndexOf(words, Scalars(stranger)), index.Find(System.Text.Encoding.UTF8.GetBytes(Scalars(stranger))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ten_thousand_words_with_long_common_parts_are_told_apart()
    {
        string[] words = [.. Enumerable.Range(0, 10_000).Select(i => $"org.example.service.very.long.name.Component{i:x}")];
        var index = new WordIndex(words);

        for (int row = 0; row < words.Length; row++)
            Assert.Equal(row, index.Find(System.Text.Encoding.UTF8.GetBytes(words[row])));
    }

    [Fact]
    public void A_word_that_occurs_twice_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new WordIndex(["a", "b", "a"]));
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Text without lone surrogates, which UTF-8 cannot hold.</summary>
    private static string Scalars(string? text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text ?? ""));
}
