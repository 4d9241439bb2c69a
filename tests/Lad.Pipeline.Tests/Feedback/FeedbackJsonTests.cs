using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Tests.Feedback;

public sealed class FeedbackJsonTests
{
    private const string Plain = """{"sequence":7,"fingerprint":"000000000000abcd","kind":"false-positive","message":"disk full","author":"ann","at":"2026-11-21T12:00:00Z"}""";
    private const string PlainEntry = $$$"""{"statement":{{{Plain}}},"state":{"fingerprint":"000000000000abcd","sequence":7,"judgement":{{{Plain}}}}}""";

    [Fact]
    public void An_entry_has_this_form()
    {
        FeedbackEntry entry = Statements.Entry(Statements.Of(7, FeedbackKind.FalsePositive, 0xabcd));

        Assert.Equal(PlainEntry, Encoding.UTF8.GetString(FeedbackJson.Write(entry)));
    }

    private static Arbitrary<FeedbackEntry> Entries => (
        from kinds in Gen.Elements(Enum.GetValues<FeedbackKind>()).NonEmptyListOf()
        from message in Text
        from reason in Text
        from author in Gen.Elements("ann", "☃ \u202e", "a\"b")
        from ticks in Gen.Choose(0, int.MaxValue)
        from schedule in Gen.Elements("daily 02:00-04:30 Europe/Berlin", "mon-fri 22:00-06:00 UTC")
        select Statements.Entry([.. kinds.Select((kind, i) => Statements.Of(i + 1, kind, 0xffff_0000_1234_5678, message) with
        {
            Author = author,
            Reason = reason,
            Service = "shop",
            Model = "default/20261121T101500Z-9f2c1a00",
            EventId = i % 2 == 0 ? "" : "0123456789abcdef0123456789abcdef",
            At = Statements.Noon.AddTicks(ticks),
            Schedule = kind == FeedbackKind.Schedule ? FeedbackSchedule.Parse(schedule) : null,
            Retracts = kind == FeedbackKind.Retraction && i > 0 ? i : null,
        })])).ToArbitrary();

    private static Gen<string> Text => ArbMap.Default.GeneratorFor<string>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")));

    [Fact]
    public void What_is_written_is_read_again() => Prop.ForAll(Entries, entry => FeedbackJson.Read(FeedbackJson.Write(entry)) == entry && !FeedbackJson.Write(entry).Contains((byte)'\n')).QuickCheckThrowOnFailure();

    [Fact]
    public void The_largest_entry_that_is_valid_can_be_read()
    {
        FeedbackStatement[] history =
        [
            .. new[] { FeedbackKind.FalsePositive, FeedbackKind.Schedule, FeedbackKind.Snooze }.Select((kind, i) => Statements.Of(i + 1, kind, message: new string('\u0001', FeedbackStatement.MaxMessage)) with
            {
                Author = new string('\u0002', FeedbackStatement.MaxAuthor),
                Reason = new string('\u0003', FeedbackStatement.MaxReason),
                Service = new string('\u0004', FeedbackStatement.MaxName),
                Model = new string('\u0005', FeedbackStatement.MaxName),
            }),
        ];
        Assert.All(history, statement => Assert.Empty(statement.Validate()));

        Assert.Equal(3, FeedbackJson.Read(FeedbackJson.Write(Statements.Entry(history))).State.Snooze?.Sequence);
    }

    [Fact]
    public void Members_that_are_not_known_are_passed_over()
    {
        string text = PlainEntry.Replace("\"kind\"", "\"colour\":{\"of\":[1,2,{}]},\"kind\"", StringComparison.Ordinal);

        Assert.Equal(7, FeedbackJson.Read(Encoding.UTF8.GetBytes(text + "\r\n")).State.Judgement?.Sequence);
    }

    [Fact]
    public void A_time_may_have_an_offset() =>
        Assert.Equal(Statements.Noon, FeedbackJson.ReadStatement(Encoding.UTF8.GetBytes(Plain.Replace("12:00:00Z", "14:00:00.000+02:00", StringComparison.Ordinal))).At);

    [Theory]
    [InlineData("\"false-positive\"", "\"maybe\"", "statement.kind is none of false-positive, true-positive")]
    [InlineData("\"false-positive\"", "\"snooze\"", "A snooze must say until when.")]
    [InlineData("\"000000000000abcd\"", "\"abcd\"", "statement.fingerprint must be 16 hexadecimal digits")]
    [InlineData("\"000000000000abcd\"", "\"+00000000000abcd\"", "statement.fingerprint must be 16 hexadecimal digits")]
    [InlineData("12:00:00Z", "12:00:00", "statement.at must be a time")]
    [InlineData("\"sequence\":7", "\"sequence\":7.5", "statement.sequence must be a whole number")]
    [InlineData("\"sequence\":7", "\"sequence\":0", "must be at least 1")]
    [InlineData("\"ann\"", "17", "statement.author must be a string")]
    [InlineData("\"author\":\"ann\",", "", "statement has no author")]
    [InlineData("\"state\":{", "\"state\":[{", "it is no JSON")]
    [InlineData("\"state\":", "\"estate\":", "the entry has no state")]
    [InlineData("{\"statement\"", "[[[[[[[[[[[[[[[[[{\"statement\"", "too deep")]
    [InlineData("}}}", "}}} {}", "something follows")]
    [InlineData("\"author\":\"ann\",", "\"author\":\"ann\",\"\\udc00\":1,", "a member whose name is no text")]
    public void What_is_wrong_is_named(string part, string instead, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => FeedbackJson.Read(Encoding.UTF8.GetBytes(PlainEntry.Replace(part, instead, StringComparison.Ordinal)))).Message);

    [Fact]
    public void What_is_no_json_is_not_repeated() =>
        Assert.Matches("^it is no JSON, or too deep: not understood at byte [0-9]+ of its line 1$", Assert.Throws<FormatException>(() => FeedbackJson.Read("{\"statement\":tru\e[31mred"u8)).Message);

    [Theory]
    [InlineData("\"state\":{\"fingerprint\":\"000000000000abcd\",\"sequence\":7", "\"state\":{\"fingerprint\":\"000000000000abce\",\"sequence\":7", "judgement is about another fingerprint")]
    [InlineData("\"state\":{\"fingerprint\":\"000000000000abcd\",\"sequence\":7", "\"state\":{\"fingerprint\":\"000000000000abcd\",\"sequence\":8", "state is that after 8")]
    [InlineData("\"judgement\"", "\"snooze\"", "state.snooze holds a statement of the kind false-positive")]
    public void A_state_that_does_not_fit_its_statement_is_refused(string part, string instead, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => FeedbackJson.Read(Encoding.UTF8.GetBytes(PlainEntry.Replace(part, instead, StringComparison.Ordinal)))).Message);

    [Fact]
    public void Bytes_that_are_no_text_and_too_many_of_them_are_refused()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(PlainEntry.Replace("disk full", "disk \u00ff", StringComparison.Ordinal));

        Assert.Throws<FormatException>(() => FeedbackJson.Read(bytes));
        Assert.Contains("more than", Assert.Throws<FormatException>(() => FeedbackJson.Read(new byte[FeedbackJson.MaxBytes + 1])).Message);
        Assert.Throws<FormatException>(() => FeedbackJson.Read([]));
    }

    [Fact]
    public void A_message_is_cut_between_characters()
    {
        string cut = FeedbackStatement.CutMessage(new string('x', FeedbackStatement.MaxMessage - 1) + "\U0001F600 and more");

        Assert.Equal(FeedbackStatement.MaxMessage - 1, cut.Length);
        Assert.Equal("short", FeedbackStatement.CutMessage("short"));
    }
}
