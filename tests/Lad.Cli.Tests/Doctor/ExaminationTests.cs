using Lad.Cli.Doctor;

namespace Lad.Cli.Tests.Doctor;

public sealed class ExaminationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_check_that_hangs_or_blocks_its_thread_holds_no_other_up_and_keeps_what_it_found_before()
    {
        using var never = new ManualResetEventSlim();

        CheckResult[] results = await RunAsync(
            new Check("waits", async (findings, _) =>
            {
                findings.Ok("so far");
                await new TaskCompletionSource().Task;
            }),
            new Check("blocks", (_, _) =>
            {
                never.Wait(TimeSpan.FromMinutes(1), CancellationToken.None);
                return Task.CompletedTask;
            }),
            new Check("quick", (findings, _) =>
            {
                findings.Ok("done");
                return Task.CompletedTask;
            }));
        never.Set();

        Assert.Equal(["waits", "blocks", "quick"], results.Select(result => result.Name));
        Assert.Equal([FindingState.Ok, FindingState.Fault], results[0].Findings.Select(finding => finding.State));
        Assert.Contains("did not end within 0.3 s", Assert.Single(results[1].Findings).Text, StringComparison.Ordinal);
        Assert.Equal(new Finding(FindingState.Ok, "done"), Assert.Single(results[2].Findings));
    }

    [Fact]
    public async Task What_a_check_throws_is_a_fault_of_its_own()
    {
        CheckResult[] results = await RunAsync(
            new Check("refused", (_, _) => throw new IOException("the disk is gone")),
            new Check("wrong", (_, _) => throw new Lad.Cli.Configuration.ConfigurationException(["one", "two"])),
            new Check("broken", (_, _) => throw new InvalidOperationException("oh")));

        Assert.Equal("the disk is gone", Assert.Single(results[0].Findings).Text);
        Assert.Equal(["one", "two"], results[1].Findings.Select(finding => finding.Text));
        Assert.Contains("a fault of lad", Assert.Single(results[2].Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_from_outside_is_made_safe_to_show()
    {
        var findings = new Findings();
        findings.Fault("host \e[31m\nsecond", "do\u0007");

        Finding shown = Assert.Single(findings.Close());

        Assert.DoesNotContain('\e', shown.Text);
        Assert.DoesNotContain('\n', shown.Text);
        Assert.DoesNotContain('\u0007', shown.Advice);
    }

    private static Task<CheckResult[]> RunAsync(params Check[] checks) => new Examination(Limit, TimeProvider.System).RunAsync(checks, CancellationToken.None);
}
