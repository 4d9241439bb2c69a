using System.Collections;
using System.CommandLine;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Configuration.Prototype;
using Lad.Cli.Terminals;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>What a container runs is a command of lad, with variables that lad reads.</summary>
internal static class CommandRule
{
    // Read by the runtime, or by the program before it reads settings.
    private static readonly string[] Others = [FileLayer.PathVariable, "NO_COLOR"];

    public static IEnumerable<string> Faults(PodSettings pod)
    {
        Manifest workload = pod.Workload;
        if (workload.Container.ContainsKey("command")) yield return $"{workload} replaces the image's entry point";
        if (workload.Arguments.Length == 0) yield return $"{workload} says no command";
        var terminal = new Terminal { Output = TextWriter.Null, Error = TextWriter.Null, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Variables = new Hashtable() };
        ParseResult line = LadCommand.Create(terminal).Parse(workload.Arguments);
        foreach (var error in line.Errors) yield return $"{workload}: {error.Message}";
        foreach (string name in pod.Variables.Keys)
        {
            bool read = Others.Contains(name) || name.StartsWith("Lad__", StringComparison.Ordinal) || PrototypeVariables.Find(name) is not null;
            if (!read) yield return $"{workload}: nothing reads {name}";
        }
        foreach (string fault in pod.Faults) yield return $"{workload}: {fault}";
        if (pod.Effective is not { } effective) yield break;
        foreach (string note in effective.Notes) yield return $"{workload}: {note}";
        foreach (string fault in SettingFaults(workload, effective)) yield return $"{workload}: {fault}";
    }

    private static IEnumerable<string> SettingFaults(Manifest workload, EffectiveSettings effective)
    {
        bool topics = workload.Arguments[0] is "scorer" or "trainer" or "factstore" or "topics";
        if (topics && effective.Origin(KafkaCatalogue.BootstrapServers) == EffectiveSettings.DefaultOrigin) yield return "no brokers are named";
        if (!topics && effective.Origin(SettingCatalogue.From) == EffectiveSettings.DefaultOrigin) yield return "it would read standard input";
        if (!topics && effective.Origin(SettingCatalogue.To) == EffectiveSettings.DefaultOrigin) yield return "it would write to standard output";
        if (!topics && effective.Settings.Output.Cursor is null) yield return "it has no cursor, and would begin anew at each start";
    }
}
