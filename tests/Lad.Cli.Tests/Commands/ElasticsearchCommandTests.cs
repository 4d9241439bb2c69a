namespace Lad.Cli.Tests.Commands;

public sealed class ElasticsearchCommandTests
{
    // Port 1 is nobody's.
    private const string Nowhere = "http://127.0.0.1:1";

    [Theory]
    [InlineData("es plan")]
    [InlineData("es setup")]
    [InlineData("es setup --dry-run")]
    [InlineData("train --from es:logs-*")]
    [InlineData("templates --from es:logs-*")]
    [InlineData("trainer --from es:logs-* --once")]
    public async Task A_cluster_that_cannot_be_reached_is_one_line_with_its_address(string line)
    {
        CommandLineResult result = await CommandLine.RunAsync([.. line.Split(' '), "--nodes", Nowhere]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(Nowhere, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("train --from es:Logs", ExitCode.Usage, "they are in lower case")]
    [InlineData("train --from es:", ExitCode.Usage, "needs an index, alias, data stream or pattern")]
    [InlineData("score --to es:logs-*", ExitCode.Usage, "one data stream or index is needed")]
    [InlineData("es setup --to es:a,b", ExitCode.Usage, "none holds ','")]
    [InlineData("es setup --nodes es-1:9200", ExitCode.Usage, "must be URLs such as https://es-1:9200")]
    [InlineData("es stup", ExitCode.Usage, "did you mean setup?")]
    [InlineData("train --from file:app.log --since -1h", ExitCode.Usage, "cannot be read from a time on")]
    [InlineData("train --from es:logs --since yesterday", ExitCode.Usage, "must be a time such as 2026-11-20T00:00:00Z")]
    [InlineData("train --from es:logs --query {", ExitCode.Usage, "begins as JSON and is none")]
    [InlineData("train --from file:app.log --query level:error", ExitCode.Usage, "--query (Elasticsearch:Query) is for es:")]
    [InlineData("score --from app.log --service shop", ExitCode.Usage, "--service (Elasticsearch:Service) is for es:")]
    [InlineData("scorer --from es:logs", ExitCode.Usage, "lad scorer reads topics")]
    [InlineData("scorer --to es: --delivery exactly-once", ExitCode.Usage, "exactly-once delivers to topics alone")]
    public async Task What_is_wrong_with_a_command_line_is_said_with_what_to_write(string line, int exitCode, string reason)
    {
        CommandLineResult result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public async Task A_password_in_an_address_is_refused_and_not_shown()
    {
        CommandLineResult result = await CommandLine.RunAsync("es", "plan", "--nodes", "https://lad:hunter2@es-1:9200");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("Elasticsearch:PasswordFile", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es", "lad es plan --nodes")]
    [InlineData("es setup", "--dry-run")]
    [InlineData("train", "lad train --from es:")]
    [InlineData("score", "lad score --from es:")]
    [InlineData("run", "lad run --from es:")]
    [InlineData("scorer", "--to es:")]
    [InlineData("topics apply", "--nodes")]
    public async Task The_help_shows_how_Elasticsearch_is_used(string command, string example)
    {
        CommandLineResult result = await CommandLine.RunAsync([.. command.Split(' '), "--help"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(example, result.Output, StringComparison.Ordinal);
    }
}
