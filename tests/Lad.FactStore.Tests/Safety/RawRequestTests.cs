using System.Globalization;
using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

public sealed class RawRequestTests(LocalStore local, TokenStore tokens) : IClassFixture<LocalStore>, IClassFixture<TokenStore>
{
    private readonly TestStore store = local.Store;

    public static TheoryData<string, int> Lines => new()
    {
        { "GET /assets/../../etc/passwd HTTP/1.1", 404 },
        { "GET /assets/..%2f..%2fetc%2fpasswd HTTP/1.1", 404 },
        { "GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1", 404 },
        { "GET /assets/..\\..\\etc\\passwd HTTP/1.1", 404 },
        { "GET /assets/%252e%252e%252fetc HTTP/1.1", 404 },
        { "GET /assets/lad.css%00.html HTTP/1.1", 400 },
        { "GET /assets//etc/passwd HTTP/1.1", 404 },
        { "GET /ASSETS/LAD.CSS/../../facts.db HTTP/1.1", 404 },
        { "GET / HTTP/0.9", 505 },
        { "GET / HTTP/3.7", 505 },
        { "GET  / HTTP/1.1", 400 },
        { "G\u0001T / HTTP/1.1", 400 },
        { "TRACE /health/live HTTP/1.1", 405 },
        { "CONNECT evil.example:443 HTTP/1.1", 400 },
        { "OPTIONS * HTTP/1.1", 405 },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_strange_request_gets_a_status_and_no_file(string line, int status)
    {
        string answer = await RawRequest.SendAsync(store.Address, $"{line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        Assert.Equal(status, RawRequest.Status(answer));
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(" at Lad.", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("10.0.0.1", 421)]
    [InlineData("0.0.0.0", 421)]
    [InlineData("", 421)]
    [InlineData("evil.example, localhost", 400)]
    [InlineData("localhost\r\nHost: evil.example", 400)]
    [InlineData("user@localhost", 400)]
    [InlineData("localhost", 404)]
    [InlineData("LOCALHOST:99", 404)]
    [InlineData("[::1]:8181", 404)]
    [InlineData("127.0.0.1", 404)]
    public async Task A_name_that_was_made_to_lead_here_is_not_answered(string host, int status)
    {
        string answer = await RawRequest.SendAsync(store.Address, $"GET /nowhere HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");

        Assert.Equal(status, RawRequest.Status(answer));
    }

    [Fact]
    public async Task The_whole_address_in_the_request_counts_as_its_name()
    {
        string foreign = await RawRequest.SendAsync(store.Address, "GET http://evil.example/nowhere HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        string two = await RawRequest.SendAsync(store.Address, "GET http://evil.example/nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.Equal(421, RawRequest.Status(foreign));
        Assert.Equal(400, RawRequest.Status(two));
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        const string rest = "Host: localhost\r\nConnection: close\r\n";
        string long64 = new('x', 64 << 10);

        Assert.Equal(414, RawRequest.Status(await RawRequest.SendAsync(store.Address, $"GET /{long64} HTTP/1.1\r\n{rest}\r\n")));
        Assert.Equal(431, RawRequest.Status(await RawRequest.SendAsync(store.Address, $"GET / HTTP/1.1\r\n{rest}X: {long64}\r\n\r\n")));
        string many = string.Concat(Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"X{i}: 1\r\n")));
        Assert.Equal(431, RawRequest.Status(await RawRequest.SendAsync(store.Address, $"GET / HTTP/1.1\r\n{rest}{many}\r\n")));
    }

    [Theory]
    [InlineData("Content-Length: 99999999\r\n", "{")]
    [InlineData("Transfer-Encoding: chunked\r\n", "FFFFFFFF\r\n{")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n", "abcdef")]
    [InlineData("Content-Length: -1\r\n", "")]
    public async Task A_body_that_lies_about_its_length_changes_nothing(string header, string body)
    {
        string answer = await RawRequest.SendAsync(tokens.Store.Address, $"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n{header}\r\n{body}");

        Assert.True(RawRequest.Status(answer) is >= 400 and < 500, string.Join('\n', [answer, .. tokens.Store.Told]));
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_given_up()
    {
        string answer = await RawRequest.SendAsync(store.Address, "POST /api/v1/feedback HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

        Assert.Equal(408, RawRequest.Status(answer));
    }

    [Theory]
    [InlineData("X-A: 1\r\n Folded: 2\r\n")]
    [InlineData("X-A\u0000: 1\r\n")]
    [InlineData("X-A : 1\r\n")]
    [InlineData("X-A: a\u0000b\r\n")]
    public async Task A_header_that_is_not_one_is_refused(string header)
    {
        string answer = await RawRequest.SendAsync(store.Address, $"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n");

        Assert.Equal(400, RawRequest.Status(answer));
    }

    [Fact]
    public async Task A_line_end_in_what_is_repeated_makes_no_header()
    {
        string answer = await RawRequest.SendAsync(tokens.Store.Address, "GET /x%0d%0aSet-Cookie:%20lad=1?a=%0d%0aX-Evil:1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.DoesNotContain("\nSet-Cookie", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\nX-Evil", answer, StringComparison.OrdinalIgnoreCase);
    }
}
