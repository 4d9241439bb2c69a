using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Machine;

namespace Lad.Cli.Tests.Doctor.Machine;

public sealed class DiskCheckTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    [Fact]
    public async Task A_place_that_is_made_later_is_tried_above_it_and_nothing_is_left_behind()
    {
        IReadOnlyList<Finding> findings = await LookAsync(directory.PathTo("new/models"));

        Assert.Contains("made when it is needed", findings.Only("new/models").Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Root));
    }

    [Fact]
    public async Task A_file_in_the_place_of_a_directory_is_a_fault() =>
        Assert.Equal(FindingState.Fault, (await LookAsync(directory.Write("models", ""))).Only("is a file").State);

    [Fact]
    public async Task A_file_system_that_takes_nothing_is_a_fault_with_the_reason() =>
        Assert.Contains("chown", (await LookAsync("/proc/self")).Only("cannot be written").Advice, StringComparison.Ordinal);

    public void Dispose() => directory.Dispose();

    private static Task<IReadOnlyList<Finding>> LookAsync(string models) => Examined.FindingsAsync(new DiskCheck(Examined.ScopeOf("run", ("Model:Location", "models:" + models))).LookAsync);
}
