using System.Collections;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Terminals;

namespace Lad.Cli.Tests.Commands;

public sealed class FailureReportTests : IDisposable
{
    private readonly StringWriter error = new();

    public void Dispose() => error.Dispose();

    [Fact]
    public async Task The_last_word_keeps_its_lines_and_makes_no_terminal_obey()
    {
        Assert.Equal(ExitCode.Failed, await GuardAsync(new IOException("broker\u001b[2J is away\n  and \u202eso on\u009b1m")));

        Assert.Equal(["lad: broker\uFFFD[2J is away", "  and \uFFFDso on\uFFFD1m", ""], Lines());
    }

    [Fact]
    public async Task So_do_the_faults_of_a_configuration()
    {
        Assert.Equal(ExitCode.Configuration, await GuardAsync(new ConfigurationException(["Kafka:Brokers has \u001b]0;title\u0007"])));

        Assert.Equal(["lad: the configuration has 1 fault:", "  Kafka:Brokers has \uFFFD]0;title\uFFFD", ""], Lines());
    }

    [Fact]
    public async Task And_what_nobody_foresaw_still_says_where_it_happened()
    {
        Assert.Equal(ExitCode.Failed, await GuardAsync(new InvalidOperationException("odd\u001b[2J")));

        Assert.Equal("lad: this should not have happened; please report it.", Lines()[0]);
        Assert.Equal("System.InvalidOperationException: odd\uFFFD[2J", Lines()[1]);
        Assert.StartsWith("   at ", Lines()[2], StringComparison.Ordinal);
    }

    private Task<int> GuardAsync(Exception failure)
    {
        var terminal = new Terminal { Output = TextWriter.Null, Error = error, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Variables = new Hashtable() };
        return FailureReport.GuardAsync(terminal, () => Task.FromException<int>(failure));
    }

    private string[] Lines() => error.ToString().Split(Environment.NewLine);
}
