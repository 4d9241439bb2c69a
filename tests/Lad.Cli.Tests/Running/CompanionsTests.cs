using Lad.Cli.Running;

namespace Lad.Cli.Tests.Running;

public sealed class CompanionsTests
{
    [Fact]
    public async Task A_part_that_fails_drains_the_work_and_its_failure_is_the_process()
    {
        var failing = new TaskCompletionSource();
        bool drained = false;
        Task<int> run = Companions.RunAsync(
            async ended =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                drained = true;
                return ExitCode.Done;
            },
            CancellationToken.None,
            _ => failing.Task,
            ended => Task.Delay(Timeout.InfiniteTimeSpan, ended));

        failing.SetException(new IOException("the part is broken"));

        Assert.Equal("the part is broken", (await Assert.ThrowsAsync<IOException>(() => run)).Message);
        Assert.True(drained);
    }

    [Fact]
    public async Task What_the_failure_of_a_part_does_to_the_work_does_not_hide_it()
    {
        Task<int> run = Companions.RunAsync(
            async ended =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ended);
                return ExitCode.Done;
            },
            CancellationToken.None,
            _ => Task.FromException(new IOException("the part is broken")));

        await Assert.ThrowsAsync<IOException>(() => run);
    }

    [Fact]
    public async Task A_part_that_failed_is_the_cause_also_when_the_work_then_fails_to_drain()
    {
        Task<int> run = Companions.RunAsync(
            async ended =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new IOException("the drain");
            },
            CancellationToken.None,
            _ => Task.FromException(new IOException("the part is broken")));

        Assert.Equal("the part is broken", (await Assert.ThrowsAsync<IOException>(() => run)).Message);
    }

    [Fact]
    public async Task The_work_that_failed_is_the_cause_also_when_a_part_then_fails_to_end()
    {
        Task<int> run = Companions.RunAsync(_ => Task.FromException<int>(new IOException("the work")), CancellationToken.None, async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("the end of a part");
        });

        Assert.Equal("the work", (await Assert.ThrowsAsync<IOException>(() => run)).Message);
    }

    [Fact]
    public async Task The_others_end_with_the_work_whose_exit_code_it_is()
    {
        bool ended = false;
        int exitCode = await Companions.RunAsync(_ => Task.FromResult(7), CancellationToken.None, async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended = true;
        });

        Assert.Equal((7, true), (exitCode, ended));
    }

    [Fact]
    public async Task The_works_own_failure_is_told()
    {
        Task<int> run = Companions.RunAsync(_ => Task.FromException<int>(new IOException("the work")), CancellationToken.None, token => Task.Delay(Timeout.InfiniteTimeSpan, token));

        Assert.Equal("the work", (await Assert.ThrowsAsync<IOException>(() => run)).Message);
    }
}
