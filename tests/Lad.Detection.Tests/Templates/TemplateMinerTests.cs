using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Masking;
using Lad.Detection.Templates;

namespace Lad.Detection.Tests.Templates;

public sealed class TemplateMinerTests
{
    private static TemplateAssignment Mine(IEnumerable<string> lines, MiningOptions? options = null) =>
        TemplateAssignment.Of([.. lines.Select(line => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(line))], null, options);

    private static string[] Texts(params IEnumerable<string> lines) =>
        [.. Mine(lines).Lines.Select(line => line.Text).Distinct()];

    [Fact]
    public void Words_that_differ_in_few_values_stay_apart() =>
        Assert.Equal(4, Texts(new[] { "Started", "Paused", "Resumed", "Stopped" }.SelectMany(state => Enumerable.Range(0, 50).Select(i => $"[instance: {i}] VM {state} (Lifecycle Event)"))).Length);

    [Fact]
    public void Many_values_of_a_word_are_variable() =>
        Assert.Equal(["session opened for user <*> by (uid=<*>)"], Texts(new[] { "root", "jane", "john", "cyrus", "news" }.Select(user => $"session opened for user {user} by (uid=0)")));

    [Fact]
    public void Few_values_that_alternate_elsewhere_too_are_variable() =>
        Assert.Equal(
            ["session opened for user <*> by (uid=<*>)", "session closed for user <*> on (tty=<*>)"],
            Texts(new[] { "root", "jane", "john" }.SelectMany(user => new[] { $"session opened for user {user} by (uid=0)", $"session closed for user {user} on (tty=3)" }).Order(StringComparer.Ordinal).Reverse()));

    [Fact]
    public void Many_values_of_a_key_are_variable_wherever_it_stands() =>
        Assert.Equal(
            ["login user=<*> ok", "logout of user=<*>"],
            Texts("login user=a ok", "login user=b ok", "logout of user=c", "logout of user=d", "logout of user=e"));

    [Fact]
    public void A_key_without_a_value_does_not_take_the_next_key() =>
        Assert.Equal(2, Texts("failure; rhost=10.0.0.1", "failure; rhost=10.0.0.2 user=root", "failure; rhost=10.0.0.3").Length);

    [Fact]
    public void Null_is_a_value_of_its_key() =>
        Assert.Equal(["release lock=<*>, ws=<*>"], Texts("release lock=1, ws=null", "release lock=2, ws=7"));

    [Fact]
    public void A_value_of_several_words_does_not_split_a_template() =>
        Assert.Equal(["acquire tag=<*>, uid=<*>"], Texts("acquire tag=12, uid=1", "acquire tag=Work Source, uid=1", "acquire tag=Audio Mix In, uid=2"));

    [Fact]
    public void A_message_that_no_wildcard_takes_is_a_template_of_its_own()
    {
        string[] items = ["headlamp", "tent", "rope", "compass", "map", "stove", "sleeping bag", "gas bottle", "rain jacket", "head torch", "trail running vest"];
        IEnumerable<string> log = items.Select(item => $"search for '{item}' found 3 items").Concat(["job changed from running to done", "job changed from queued to done"]);

        TemplateAssignment mined = Mine(log);

        Assert.All(mined.Lines, line => Assert.True(line.Index >= 0, line.Text));
        Assert.Equal(["search for '<*>' found <*> items", "search for 'trail running vest' found <*> items"], mined.Lines.Select(line => line.Text).Distinct().Take(2));
    }

    [Fact]
    public void Flags_are_variable_in_a_dump_and_stay_in_a_short_message()
    {
        Assert.Single(Texts("state on=true busy=false ready=true", "state on=false busy=false ready=true", "state on=true busy=true ready=false"));
        Assert.Equal(2, Texts("backup finished success=true", "backup finished success=false").Length);
    }

    [Fact]
    public void Two_identifiers_that_vary_together_are_variable() =>
        Assert.Equal(
            ["<*> is deprecated. Instead, use <*>"],
            Texts("a.id is deprecated. Instead, use b.id", "a.x is deprecated. Instead, use b.x", "a.y is deprecated. Instead, use b.y"));

    [Fact]
    public void Kinds_of_error_stay_apart() =>
        Assert.Equal(4, Texts(new[] { "EOF", "IO", "Timeout", "Bind" }.Select(kind => $"writing block failed with java.net.{kind}Exception")).Length);

    [Fact]
    public void Lists_of_any_length_are_one_template() =>
        Assert.Single(Texts("fans ( 1 2 3 ) ok", "fans ( 1 ) ok", "fans ( 1 2 **** 4 5 6 7 8 9 ) ok"));

    [Fact]
    public void The_order_of_lines_does_not_matter()
    {
        string[] words = ["open", "close", "user", "root", "jane", "for", "x=", "null", "7", "a.b", "c_d", "(", "state"];
        Gen<string> line = Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(Gen.Elements(words), count)).Select(parts => string.Join(' ', parts));
        Gen<string[]> lines = Gen.Choose(1, 60).SelectMany(count => Gen.ArrayOf(line, count));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(lines.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (log, seed) =>
        {
            string[] shuffled = [.. log];
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Mine(log).Mined.Templates.Items.Select(Describe), Mine(shuffled).Mined.Templates.Items.Select(Describe));
        }));
    }

    [Fact]
    public void A_line_alone_belongs_where_it_belongs_in_the_batch()
    {
        string[] lines = [.. Enumerable.Range(0, 300).Select(i => $"user {"abcdefghij"[i % 10]}x did {(i % 3 == 0 ? "open" : "close")} file /tmp/{i} {new string('z', i % 4)}")];
        TemplateAssignment batch = Mine(lines);
        var matcher = new TemplateMatcher(batch.Mined.Templates);
        var scanner = new MessageScanner(new MaskingRules());
        var buffer = new TokenBuffer();
        for (int i = 0; i < lines.Length; i++)
        {
            byte[] message = System.Text.Encoding.UTF8.GetBytes(lines[i]);
            scanner.Scan(message, buffer);
            Assert.Equal(batch.Lines[i].Index, matcher.Match(buffer));
        }
    }

    [Fact]
    public void At_the_bound_the_templates_of_most_records_stay()
    {
        string[] lines = [.. Enumerable.Repeat("often seen", 5), "rarely", .. Enumerable.Repeat("now and then", 3)];
        TemplateAssignment mined = Mine(lines, new MiningOptions { MaxTemplates = 2 });
        Assert.Equal(["now and then", "often seen"], mined.Mined.Templates.Items.Select(template => template.Text));
        Assert.Equal((-1, "rarely"), (mined.Lines[5].Index, mined.Lines[5].Text));
    }

    [Fact]
    public void A_full_inventory_counts_what_it_does_not_keep()
    {
        var inventory = new MessageInventory(1);
        var scanner = new MessageScanner(new MaskingRules());
        var buffer = new TokenBuffer();
        scanner.Scan("first 1"u8, buffer);
        Assert.Equal(0, inventory.Add("first 1"u8, buffer));
        scanner.Scan("second"u8, buffer);
        Assert.Equal(-1, inventory.Add("second"u8, buffer));
        scanner.Scan("first 2"u8, buffer);
        Assert.Equal(0, inventory.Add("first 2"u8, buffer));
        Assert.Equal((3, 1, 2), (inventory.Added, inventory.Overflow, inventory.Counts[0]));
    }

    [Fact]
    public void Diversity_tells_a_log_from_noise()
    {
        var random = new Random(1);
        string Word() => new([.. Enumerable.Range(0, 6).Select(_ => (char)('g' + random.Next(18)))]);
        Assert.InRange(Mine(Enumerable.Range(0, 500).Select(_ => $"{Word()} {Word()} {Word()} {Word()}")).Mined.Diversity, 0.9, 1);
        Assert.InRange(Mine(Enumerable.Range(0, 500).Select(i => $"request {i} of {Word()} took {i} ms")).Mined.Diversity, 0, 0.01);
    }

    [Fact]
    public void All_faults_of_the_options_are_listed_at_once()
    {
        var options = new MiningOptions { MaxTemplates = 0, Rounds = 0, WordsOfKey = 1 };
        Assert.Equal(3, options.Faults().Count);
        Assert.Throws<ArgumentException>(() => TemplateMiner.Mine([], [], options));
    }

    [Fact]
    public void Nothing_gives_no_templates() => Assert.Empty(TemplateMiner.Mine([], []).Templates.Items);

    private static string Describe(Template template) => $"{template.Count} {string.Join(' ', template.Tokens)} {Fingerprint.ToText(template.Fingerprint)}";
}
