using System.Text;
using Lad.Cli.Configuration.Importing;

namespace Lad.Cli.Tests.Configuration.Importing;

public sealed class ImportedFileTests
{
    [Theory]
    [InlineData("A=1\n\n# remark\nexport B='two words' # remark\nC=\"a \\\"b\\\" $\"\nD=plain # remark\nE= # remark\nF=a#b\r\nG=x=y\n", "A=1 B=two words C=a \"b\" $ D=plain E= F=a#b G=x=y")]
    [InlineData("A: 1\nB: 'two words'\nC: ~\nD: \"\"\nE: {x: [1, two]}\nF: True\n", "A=1 B=two words C= D= E={\"x\":[\"1\",\"two\"]} F=True")]
    [InlineData("\uFEFFA: !!str 1\n", "A=1")]
    [InlineData("---\nA: >\n  folded\n  text\n...\n", "A=folded text\n")]
    [InlineData("{\"A\": \"json\"}", "A=json")]
    public void An_environment_and_yaml_are_read(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Read(text).Select(value => $"{value.Key}={value.Text}")));

    [Theory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("- a\n- b\n")]
    [InlineData("A: 1\nB: &x [1]\nC: *x\n")]
    [InlineData("A: !!python/object/apply:os.system ['geheim']\n")]
    [InlineData("A: !thing geheim\n")]
    [InlineData("A: \"geheim\n")]
    [InlineData("A: 1\n---\nB: 2\n")]
    [InlineData("? [a]\n: b\n")]
    [InlineData("A='geheim\n")]
    [InlineData("A: {geheim: [}\n")]
    [InlineData("A: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]\n")]
    public void What_is_neither_is_refused_without_showing_what_it_holds(string text)
    {
        ImportException refusal = Assert.Throws<ImportException>(() => Read(text));

        Assert.StartsWith("test: is neither an environment (", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_aliases_costs_nothing()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n");

        Assert.Contains("there is an alias", Assert.Throws<ImportException>(() => Read(text.ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_or_no_text_is_refused()
    {
        Assert.Contains("more than", Assert.Throws<ImportException>(() => ImportedFile.Read(new MemoryStream(new byte[ImportedFile.MaxBytes + 1]), "test")).Message, StringComparison.Ordinal);
        Assert.Contains("not UTF-8", Assert.Throws<ImportException>(() => ImportedFile.Read(new MemoryStream([0x41, 0xFF]), "test")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        string[] pieces = ["A", "key", ": ", ":", "\n", " ", "  ", "- ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "&x", "*x", "!", "!!int", "?", "#", "%", "@", "`", "---", "...", "\t", "=", "\\", "\0", "\u2028", "\ud800", "1"];
        var random = new Random(7);
        for (int round = 0; round < 3_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                ConfigurationImport.Of(Read(text));
            }
            catch (ImportException)
            {
            }
        }
    }

    private static IReadOnlyList<ImportedValue> Read(string text) => ImportedFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test");
}
