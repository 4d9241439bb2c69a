using System.Collections;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lad.Cli.Scorers;
using Lad.Cli.Terminals;
using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Cli.Tests.Scorers;

public sealed class ModelsFollowedTests : IDisposable
{
    private readonly ScriptedLibrary library = new();
    private readonly ModelRouter router = new();
    private readonly StringWriter error = new();
    private readonly ModelsFollowed followed;

    public ModelsFollowedTests()
    {
        var terminal = new Terminal { Output = TextWriter.Null, Error = TextWriter.Synchronized(error), OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Variables = new Hashtable() };
        followed = new ModelsFollowed(library, router, terminal);
    }

    public void Dispose() => error.Dispose();

    [Fact]
    public async Task An_empty_library_is_called_warming_until_there_is_a_default()
    {
        Task run = followed.RunAsync(CancellationToken.None);
        library.Tell(new ModelChange(ModelChangeKind.CaughtUp, ""));
        library.Tell(InForce("shop", "1"));
        await library.TakenAsync();

        Assert.Contains("warming", error.ToString(), StringComparison.Ordinal);
        Assert.False(followed.Ready.IsCompleted);

        library.Tell(InForce(ModelName.Default, "1"));
        await followed.Ready.WaitAsync(TimeSpan.FromSeconds(10));
        library.End();
        await run;
    }

    [Fact]
    public async Task A_refused_model_is_named_and_counted_and_the_old_one_stays()
    {
        Task run = followed.RunAsync(CancellationToken.None);
        library.Tell(InForce(ModelName.Default, "1"));
        library.Tell(new ModelChange(ModelChangeKind.Refused, ModelName.Default, Fault: new ModelStoreException("kafka:lad.models", "the hash does not fit")));
        library.End();
        await run;

        Assert.Equal(1, followed.Counters.Refusals);
        Assert.Contains("the hash does not fit", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("1", router.Version(ModelName.Default));
    }

    [Fact]
    public async Task A_library_that_cannot_be_read_fails_whoever_waits_for_a_model()
    {
        library.Fail(new ModelStoreException("kafka:lad.models", "there is no such topic"));
        await followed.RunAsync(CancellationToken.None);

        await Assert.ThrowsAsync<ModelStoreException>(() => followed.Ready);
    }

    [Fact]
    public async Task A_removed_model_leaves_its_records_to_the_default()
    {
        Task run = followed.RunAsync(CancellationToken.None);
        library.Tell(InForce(ModelName.Default, "1"));
        library.Tell(InForce("shop", "1"));
        library.Tell(new ModelChange(ModelChangeKind.Removed, "shop"));
        library.End();
        await run;

        Assert.Null(router.Version("shop"));
    }

    private static ModelChange InForce(string name, string version) => new(ModelChangeKind.InForce, name, Models.SampleModels.Named(name, version));

    private sealed class ScriptedLibrary : IModelLibrary
    {
        private readonly Channel<ModelChange> changes = Channel.CreateUnbounded<ModelChange>();
        private int told;
        private int asked;

        public string Name => "kafka:lad.models";

        public ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

        public IModelHistory History(string name) => throw new NotSupportedException();

        public async IAsyncEnumerable<ModelChange> WatchAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await foreach (ModelChange change in changes.Reader.ReadAllAsync(cancellation))
            {
                yield return change;
                Interlocked.Increment(ref asked);
            }
        }

        public void Tell(ModelChange change)
        {
            told++;
            changes.Writer.TryWrite(change);
        }

        public async Task TakenAsync()
        {
            while (Volatile.Read(ref asked) < told) await Task.Delay(5);
        }

        public void End() => changes.Writer.Complete();

        public void Fail(Exception failure) => changes.Writer.Complete(failure);
    }
}
