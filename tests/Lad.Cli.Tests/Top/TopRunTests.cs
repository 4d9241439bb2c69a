using System.Collections;
using Lad.Cli.Terminals;
using Lad.Cli.Top;

namespace Lad.Cli.Tests.Top;

public sealed class TopRunTests
{
    private static readonly Uri Nobody = new("http://127.0.0.1:1");

    [Fact]
    public async Task A_watcher_that_fails_beside_others_ends_it_with_its_reason()
    {
        using var well = new WatchedInstance(new InstanceClient(Nobody, TimeProvider.System), TimeProvider.System);
        using var failing = new WatchedInstance(new InstanceClient(Nobody, TimeProvider.System), new BrokenClock());
        var terminal = new Terminal { Output = TextWriter.Null, Error = TextWriter.Null, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Variables = new Hashtable() };
        var run = new TopRun([well, failing], TimeSpan.FromMilliseconds(20), terminal);

        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => run.WatchAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal("the clock is broken", failure.Message);
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new InvalidOperationException("the clock is broken");
    }
}
