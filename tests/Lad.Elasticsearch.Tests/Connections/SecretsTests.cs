using System.Text;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class SecretsTests
{
    internal const string Password = "pa55-w0rd-of-some-length";
    private const string Encoded = "c2VjcmV0LWlkOnNlY3JldC1rZXk=";
    private const string User = "elastic";
    private static readonly SearchQuery Query = new() { PointInTime = "p", Query = "{}"u8.ToArray() };

    public static TheoryData<string> Kinds => ["key", "basic", "bearer", "address"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_text_of_any_failure_shows_a_secret(string kind)
    {
        var shown = new List<string>();
        string header = "";
        // A server that gives back whatever it was told, in every way.
        await using var echo = new RawServer((request, stream, _) =>
        {
            header = request.Headers["authorization"];
            string body = $$"""{"error":{"type":"{{header}}","reason":"you said {{header}}{{(kind == "key" ? "" : Password)}}"},"items":[]}""";
            int status = shown.Count % 2 == 0 ? 401 : 503;
            return RawServer.Reply(stream, body, status, $"Location: http://{User}:{Password}@localhost/{header}\r\nX-Echo: {header}\r\n");
        });
        await using var page = new RawServer((request, stream, _) => RawServer.Reply(stream, $"<html>{request.Headers["authorization"]}", mediaType: "text/html"));
        await using var redirect = new RawServer((request, stream, _) => RawServer.Reply(stream, "", 302, $"Location: https://{User}:{Password}@{Encoded.TrimEnd('=')}/?x={Password}\r\n"));
        await using var broken = new RawServer((_, _, _) => throw new IOException());
        foreach (Uri node in new[] { echo.Address, echo.Address, page.Address, redirect.Address, broken.Address, RawServer.Closed(), new Uri("http://no-such-host.invalid") })
        {
            ElasticsearchOptions options = Options(kind, node) with { Say = shown.Add };
            using var client = new ElasticsearchClient(options, new ManualTimeProvider());
            shown.AddRange([options.ToString(), $"{options.Credentials}", options.Security.ToString(), client.Name, string.Join(' ', options.Nodes)]);
            shown.Add((await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None))).ToString());
            shown.Add((await Clients.FailureOf(() => client.InfoAsync(CancellationToken.None))).ToString());
        }

        string all = string.Join('\n', shown);
        foreach (string secret in new[] { Password, Encoded, header.Split(' ')[1], Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")) })
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.Contains("***", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_of_a_bulk_answer_shows_no_secret()
    {
        await using var echo = new RawServer((request, stream, _) =>
            RawServer.Reply(stream, $$"""{"errors":true,"items":[{"create":{"status":400,"error":{"type":"x","reason":"{{request.Headers["authorization"]}}"} } }]}"""));
        using ElasticsearchClient client = Clients.For(echo, options => options with { Credentials = new Credentials.Bearer(Password) });

        BulkAnswer answer = await client.BulkAsync("{}\n"u8.ToArray(), 1, CancellationToken.None);

        Assert.Equal("Bearer ***", answer.Items[0].Reason);
    }

    [Fact]
    public async Task User_and_password_of_an_address_are_credentials_and_nothing_else()
    {
        await using RawServer server = RawServer.Json("{}");
        using ElasticsearchClient client = Clients.For([new Uri($"http://{User}:p%40ss%3Aword@localhost:{server.Port}")]);

        await client.ExistsAsync("a", CancellationToken.None);

        Assert.Equal($"Basic {Convert.ToBase64String("elastic:p@ss:word"u8)}", server.Requests[0].Headers["authorization"]);
        Assert.Equal($"http://localhost:{server.Port}", client.Name);
    }

    private static ElasticsearchOptions Options(string kind, Uri node)
    {
        var options = new ElasticsearchOptions { Nodes = [node], Security = new TransportSecurity() };
        return kind switch
        {
            "key" => options with { Credentials = new Credentials.ApiKey(Encoded) },
            "basic" => options with { Credentials = new Credentials.Basic(User, Password) },
            "bearer" => options with { Credentials = new Credentials.Bearer(Password) },
            _ => options with { Nodes = [new UriBuilder(node) { UserName = User, Password = Password }.Uri] },
        };
    }
}
