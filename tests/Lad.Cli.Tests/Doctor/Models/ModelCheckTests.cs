using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Brokers;
using Lad.Cli.Doctor.Models;
using Lad.Cli.Tests.Models;
using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Cli.Tests.Doctor.Models;

public sealed class ModelCheckTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    [Fact]
    public async Task Each_model_in_force_is_read_and_a_broken_one_is_a_fault_of_its_own()
    {
        await PublishAsync("default", TimeProvider.System.GetUtcNow());
        await PublishAsync("shop", TimeProvider.System.GetUtcNow());
        string snapshot = Directory.GetFiles(directory.PathTo("shop"), "*.lad").Single();
        byte[] bytes = File.ReadAllBytes(snapshot);
        bytes[^40] ^= 1;
        File.WriteAllBytes(snapshot, bytes);

        IReadOnlyList<Finding> findings = await LookAsync("scorer");

        Assert.Equal(FindingState.Ok, findings.Only("model default v1").State);
        Assert.Equal(FindingState.Fault, findings.Only("model shop is refused").State);
        Assert.Contains("lad model rollback --name shop", findings.Only("model shop is refused").Advice, StringComparison.Ordinal);
        Assert.Equal(FindingState.Ok, findings.Only("of memory").State);
    }

    [Fact]
    public async Task A_model_of_which_the_trainer_should_have_made_others_is_a_warning_for_the_trainer()
    {
        await PublishAsync("default", TimeProvider.System.GetUtcNow().AddDays(-10));

        Assert.Equal(FindingState.Warning, (await LookAsync("trainer")).Only("10 days ago").State);
        Assert.Equal(FindingState.Ok, (await LookAsync("scorer")).Only("10 days ago").State);
    }

    [Fact]
    public async Task Models_beyond_the_bound_are_a_fault()
    {
        await PublishAsync("default", TimeProvider.System.GetUtcNow(), SampleModels.WithMap(400, 400, SampleModels.Template("started")));

        Assert.Equal(FindingState.Fault, (await LookAsync("scorer", ("Model:MaxBytes", "1048576"))).Only("some are left out").State);
    }

    [Fact]
    public async Task No_model_is_a_warning_that_says_how_to_get_one() =>
        Assert.Contains("lad train --from", (await LookAsync("run")).Only("there is no model 'default'").Advice, StringComparison.Ordinal);

    [Fact]
    public async Task A_publisher_that_holds_the_lock_is_told()
    {
        await PublishAsync("default", TimeProvider.System.GetUtcNow());
        using var held = new FileStream(Path.Combine(directory.PathTo("default"), ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(FindingState.Warning, (await LookAsync("trainer")).Only("another process publishes").State);
    }

    public void Dispose() => directory.Dispose();

    private async Task PublishAsync(string name, DateTimeOffset created, DetectionModel? other = null)
    {
        DetectionModel model = other ?? SampleModels.Of(SampleModels.Template("started"));
        await new ModelDirectory(directory.Root).History(name).PublishAsync(model with { Metadata = model.Metadata with { Name = name, Version = "v1", CreatedAt = created } });
    }

    private Task<IReadOnlyList<Finding>> LookAsync(string service, params (string, string)[] settings)
    {
        Scope scope = Examined.ScopeOf(service, [("Model:Location", "models:" + directory.Root), .. settings]);
        return Examined.FindingsAsync(new ModelCheck(scope, new KafkaReach(scope)).LookAsync);
    }
}
