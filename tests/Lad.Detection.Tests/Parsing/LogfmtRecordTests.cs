using Lad.Detection.Parsing;

namespace Lad.Detection.Tests.Parsing;

public sealed class LogfmtRecordTests
{
    [Theory]
    [InlineData("ts=2024-02-29T10:00:00Z level=info msg=\"no route\" service=shop", "no route", "shop", Severity.Info, "2024-02-29T10:00:00")]
    [InlineData("time=\"2024-02-29T10:00:00Z\" level=warning msg=\"a \\\"b\\\" c\\n\" took=3ms", "a \"b\" c", "", Severity.Warning, "2024-02-29T10:00:00")]
    [InlineData("level=error msg=started", "started", "", Severity.Error, "")]
    [InlineData("level=error msg=no route to host code=3", "no route to host", "", Severity.Error, "")]
    [InlineData("at=info method=GET path=/ status=200", "at=info method=GET path=/ status=200", "", Severity.Unspecified, "")]
    public void Pairs_are_read(string record, string message, string service, Severity level, string time)
    {
        var text = new ParsedText(record);

        Assert.Equal((RecordFormat.Logfmt, message, service, level, time), (text.Parsed.Format, text.Message, text.Service, text.Parsed.Level, text.Time));
    }

    [Theory]
    [InlineData("authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=10.0.0.1")]
    [InlineData("retries=3 were not enough to reach the host")]
    [InlineData("log=/var/log/x size=3 is being rotated now, wait")]
    [InlineData("msg=\"never closed")]
    [InlineData("x=1")]
    [InlineData("a = b, c = d, msg = e")]
    public void Prose_with_pairs_in_it_stays_prose(string record)
    {
        var text = new ParsedText(record);

        Assert.Equal((RecordFormat.Plain, record), (text.Parsed.Format, text.Message));
    }

    [Fact]
    public void A_time_of_auditd_is_not_taken_for_a_message()
    {
        var text = new ParsedText("type=USER_AUTH msg=audit(1364481363.243:24287): pid=1 uid=0 res=failed");

        Assert.Equal("type=USER_AUTH msg=audit(1364481363.243:24287): pid=1 uid=0 res=failed", text.Message);
    }
}
