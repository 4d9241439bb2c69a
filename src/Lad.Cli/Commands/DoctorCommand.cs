using System.CommandLine;
using Lad.Cli.Configuration;
using Lad.Cli.Doctor;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary><c>lad doctor</c>: looks at a setup from end to end, and says what is wrong and what to do.</summary>
internal static class DoctorCommand
{
    private const int LeastSeconds = 1;
    private const int MostSeconds = 600;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("doctor",
            "Looks at a setup from end to end: this machine, brokers, topics, rights, Elasticsearch, models, the fact store, what is read; says what is wrong and what to do, and changes nothing but a probe file that it makes and removes where something is to be written. Ends with 0 when nothing is wrong, with 1 when something is, with 78 when the configuration is.",
            "lad doctor", "lad doctor scorer --brokers kafka:9092", "lad doctor --quiet --strict", "lad doctor --json | jq '.findings[] | select(.state == \"fault\")'");
        var service = new Argument<string?>("service") { Arity = ArgumentArity.ZeroOrOne, Description = "scorer, trainer, factstore or run: looks at what this one needs. Without it, at all that the settings mention." };
        service.AcceptOnlyFromAmong(Scope.Services);
        var limit = new Option<string>("--timeout") { HelpName = "DURATION", Description = "How long a check may take. [default: 10s]", DefaultValueFactory = _ => "10s" };
        limit.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (Limit(token.Value) is null) result.AddError($"--timeout must be {LeastSeconds}s to {MostSeconds}s, such as 30s: '{token.Value}'");
        });
        var json = new Option<bool>("--json") { Description = "Prints one JSON object, for machines." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Prints only what is wrong." };
        var strict = new Option<bool>("--strict") { Description = "Ends with 1 when there are warnings, too." };
        command.Arguments.Add(service);
        command.AddInput();
        command.AddModel();
        command.Options.Add(new SettingOption(SettingCatalogue.To, "--to", "URI", "-t"));
        command.AddKafkaGroup();
        command.AddNodes();
        command.AddFeedback();
        foreach (Option option in new Option[] { limit, json, quiet, strict }) command.Options.Add(option);
        command.Runs(terminal, async (line, stop) =>
        {
            long began = terminal.Clock.GetTimestamp();
            (EffectiveSettings effective, IReadOnlyList<string> faults) = SettingOptions.Understood(line, terminal);
            TimeSpan each = Limit(line.GetValue(limit)!)!.Value;
            var scope = new Scope(effective, line.GetValue(service), each, terminal);
            CheckResult[] results = await new Examination(each, terminal.Clock).RunAsync(Checks.Of(scope), stop).ConfigureAwait(false);
            var diagnosis = new Diagnosis(faults, results, terminal.Clock.GetElapsedTime(began));
            int exitCode = diagnosis.ExitCodeOf(line.GetValue(strict));
            if (line.GetValue(json)) DiagnosisJson.Write(diagnosis, exitCode, line.GetValue(quiet), terminal.Output);
            else new DiagnosisText(terminal.Output, terminal is { OutputIsInteractive: true, Colour: true }, line.GetValue(quiet)).Write(diagnosis);
            return exitCode;
        });
        return command;
    }

    private static TimeSpan? Limit(string text) =>
        SettingTypes.Duration.TryParse(text, out TimeSpan span, out _) && span >= TimeSpan.FromSeconds(LeastSeconds) && span <= TimeSpan.FromSeconds(MostSeconds) ? span : null;
}
