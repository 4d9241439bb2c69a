using System.Collections;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Doctor;
using Lad.Cli.Terminals;

namespace Lad.Cli.Tests.Doctor;

/// <summary>Runs single checks, and the command by this machine's clock.</summary>
internal static class Examined
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Scope ScopeOf(string? service, params (string Key, string Value)[] settings) => ScopeOf(service, Limit, settings);

    public static Scope ScopeOf(string? service, TimeSpan limit, params (string Key, string Value)[] settings)
    {
        var given = new SettingLayer([.. settings.Select(setting => new SettingEntry(setting.Key, setting.Value, "test"))], []);
        return new Scope(EffectiveSettings.Load(null, new Hashtable(), given), service, limit, Terminal(new StringWriter()));
    }

    public static async Task<IReadOnlyList<Finding>> FindingsAsync(Func<Findings, CancellationToken, Task> look)
    {
        CheckResult[] results = await new Examination(Limit, TimeProvider.System).RunAsync([new Check("it", look)], CancellationToken.None);
        return results[0].Findings;
    }

    public static Finding Only(this IEnumerable<Finding> findings, string part)
    {
        Finding[] fitting = [.. findings.Where(finding => finding.Text.Contains(part, StringComparison.Ordinal))];
        return fitting.Length == 1 ? fitting[0] : throw new Xunit.Sdk.XunitException($"{fitting.Length} findings with '{part}' in:\n{string.Join('\n', findings)}");
    }

    public static async Task<CommandLineResult> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        int exitCode = await LadCommand.RunAsync(["doctor", .. arguments], Terminal(output), CancellationToken.None);
        return new CommandLineResult(exitCode, output.ToString(), "");
    }

    private static Terminal Terminal(StringWriter output) => new() { Output = output, Error = output, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Variables = new Hashtable() };
}
