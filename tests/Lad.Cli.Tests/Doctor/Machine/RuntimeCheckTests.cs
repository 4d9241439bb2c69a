using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Machine;

namespace Lad.Cli.Tests.Doctor.Machine;

public sealed class RuntimeCheckTests
{
    [Fact]
    public void Limits_are_read_of_both_versions_of_control_groups()
    {
        using var directory = new TemporaryDirectory();
        string second = Directory.CreateDirectory(directory.PathTo("v2")).FullName;
        File.WriteAllText(Path.Combine(second, "memory.max"), "536870912\n");
        File.WriteAllText(Path.Combine(second, "cpu.max"), "50000 100000\n");
        string first = Directory.CreateDirectory(directory.PathTo("v1")).FullName;
        Directory.CreateDirectory(Path.Combine(first, "memory"));
        Directory.CreateDirectory(Path.Combine(first, "cpu"));
        File.WriteAllText(Path.Combine(first, "memory/memory.limit_in_bytes"), "9223372036854771712\n");
        File.WriteAllText(Path.Combine(first, "cpu/cpu.cfs_quota_us"), "-1\n");
        File.WriteAllText(Path.Combine(first, "cpu/cpu.cfs_period_us"), "100000\n");

        Assert.Equal(new ContainerLimits(536870912, 0.5), ContainerLimits.Read(second));
        Assert.Equal(new ContainerLimits(null, null), ContainerLimits.Read(first));
        Assert.Equal(new ContainerLimits(null, null), ContainerLimits.Read(directory.PathTo("none")));
    }

    [Fact]
    public async Task Half_a_processor_and_models_beyond_the_memory_are_warnings()
    {
        Scope scope = Examined.ScopeOf("run", ("Model:MaxBytes", (1L << 40).ToString(System.Globalization.CultureInfo.InvariantCulture)));

        IReadOnlyList<Finding> findings = await Examined.FindingsAsync(new RuntimeCheck(scope, new ContainerLimits(512 << 20, 0.5)).LookAsync);

        Assert.Equal(FindingState.Warning, findings.Only("0.5 processors").State);
        Assert.Contains("Model:MaxBytes", findings.Only("512 MiB of memory by the container's limit").Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_libraries_are_named_with_their_versions()
    {
        IReadOnlyList<Finding> findings = await Examined.FindingsAsync(new NativeLibraryCheck(Examined.ScopeOf(null)).LookAsync);

        Assert.Matches(@"librdkafka \d+\.\d+\.\d+ .*Confluent.Kafka \d", findings.Only("librdkafka").Text);
        Assert.Matches(@"SQLite 3\.\d+", findings.Only("SQLite").Text);
        Assert.DoesNotContain(findings, finding => finding.State == FindingState.Fault);
    }
}
