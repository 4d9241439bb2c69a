namespace Lad.Detection.Tests.Masking;

public sealed class MaskTests
{
    [Theory]
    [InlineData("took 12 tries", "took <*> tries")]
    [InlineData("value -3.5e10 set", "value <*> set")]
    [InlineData("mask 0x05 at 0xdeadbeef", "mask <*> at <*>")]
    [InlineData("commit deadbeef pushed", "commit <*> pushed")]
    [InlineData("added a cafe", "added a cafe")]
    [InlineData("request 0673dd71-34c5-4fbb-86c4-40623fbe45b4 done", "request <*> done")]
    [InlineData("link eth0 up", "link <*> up")]
    public void Numbers_and_identifiers_are_masked(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Theory]
    [InlineData("from 10.251.73.220:50010 to 10.0.0.0/8", "from <*> to <*>")]
    [InlineData("mac FF:F2:9F:16:E2:23 joined", "mac <*> joined")]
    [InlineData("mac aa:bb:cc:dd:ee:ff joined", "mac <*> joined")]
    [InlineData("bind fe80::dead:beef ok", "bind <*> ok")]
    [InlineData("bind ::1 ok", "bind <*> ok")]
    [InlineData("bind 2001:db8:0:0:0:0:0:1 ok", "bind <*> ok")]
    [InlineData("call std::add ok", "call std: add ok")]
    [InlineData("mail to jane.doe@example.org sent", "mail to <*> sent")]
    [InlineData("login root@backup failed", "login <*> failed")]
    [InlineData("record com.example.Step@8a2a501 kept", "record <*> kept")]
    public void Addresses_are_masked(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Theory]
    [InlineData("lookup ns.example.com failed", "lookup <*> failed")]
    [InlineData("lookup proxy.cs.example.ac.uk failed", "lookup <*> failed")]
    [InlineData("connect db.internal.prod:fail", "connect db.internal.prod: fail")]
    [InlineData("connect db.prod:5432 refused", "connect <*> refused")]
    [InlineData("at Main.java:17 thrown", "at Main.java: <*> thrown")]
    [InlineData("nodes node-[40-63,70] child", "nodes <*> child")]
    [InlineData("sshd[12] ready", "sshd <*> ready")]
    [InlineData("load com.example.net done", "load com.example.net done")]
    [InlineData("start org.apache.foo.io now", "start org.apache.foo.io now")]
    public void Hosts_are_masked_and_packages_are_not(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Theory]
    [InlineData("open /etc/httpd/conf failed", "open <*> failed")]
    [InlineData("open /etc/passwd: denied", "open <*> denied")]
    [InlineData("read ./run.sh, ../a and ~/b", "read <*> and <*>")]
    [InlineData(@"copy C:\Windows\sqm\*_std.sqm, flags", "copy <*> flags")]
    [InlineData(@"from '\\?\GLOBALROOT\Device\Config'.", "from <*>")]
    [InlineData("\"GET /index.html?a=b&c=d HTTP/1.1\" ok", "GET <*> ok")]
    [InlineData("\"GET / HTTP/1.1\" ok", "GET <*> ok")]
    [InlineData("class org/example/Some found", "class <*> found")]
    [InlineData("input/output error", "input/output error")]
    [InlineData("src: /10.0.0.1:50 dest: /10.0.0.2:60", "src: <*> dest: <*>")]
    [InlineData("chdir(/p/gb2) failed", "chdir <*> failed")]
    public void Paths_are_masked(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Theory]
    [InlineData("fetch https://example.org/a?b=c(d), retry", "fetch <*> retry")]
    [InlineData("fetch (http://example.org/a) now", "fetch <*> now")]
    [InlineData("jdbc:mysql://db/shop open", "jdbc: <*> open")]
    [InlineData("fetch hdfs://[::1]:90/a now", "fetch <*> now")]
    public void Urls_are_masked(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Theory]
    [InlineData("at Fri Jun 17 07:07:00 2005 done", "at <*> done")]
    [InlineData("at Sat Nov 21 01:26:07 UTC 2026 done", "at <*> done")]
    [InlineData("on 17 June 2005, at 7:00 PM we", "on <*> at <*> we")]
    [InlineData("at 2026-11-21T01:26:07.123Z done", "at <*> done")]
    [InlineData("at [21/Nov/2026:01:26:07 +0000] done", "at <*> done")]
    [InlineData("May the user", "May the user")]
    [InlineData("Mon service", "Mon service")]
    public void Times_are_masked(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Theory]
    [InlineData("sent 980 bytes now", "sent <*> now")]
    [InlineData("sent 1190 bytes (1.16 KB) now", "sent <*> now")]
    [InlineData("took 5 ms, then", "took <*> then")]
    [InlineData("at 3.1 MB/s", "at <*>")]
    [InlineData("bytes sent", "bytes sent")]
    public void A_unit_belongs_to_its_number(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Theory]
    [InlineData("block blk_-38865 gone", "block blk_<*> gone")]
    [InlineData("delete blk_1 blk_2 blk_3 now", "delete blk_<*> now")]
    [InlineData("r24=0x0 r25=0x3", "r<*>= <*> r<*>= <*>")]
    [InlineData("Package_for_KB31~amd64", "<*>")]
    public void Numbered_words_keep_their_constant_part(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Theory]
    [InlineData("a, b; c (d) [e] {f} \"g\" 'h' | i", "a b c d e f g h i")]
    [InlineData("uid=0 user=root ruser= x: y", "uid= <*> user= root ruser= x: y")]
    [InlineData("done... ok! - really? yes.", "done ok really yes")]
    [InlineData("instruction......0", "instruction <*>")]
    [InlineData("", "")]
    [InlineData(" - *** ... ", "")]
    public void Messages_are_split_at_delimiters(string message, string tokens) => Assert.Equal(tokens, Masked.Tokens(message));

    [Fact]
    public void Text_for_people_keeps_what_stands_between_tokens() =>
        Assert.Equal("auth failed; uid=<*> user=root (from <*>).", Masked.Text("auth failed; uid=0  user=root (from 10.0.0.1:22)."));
}
