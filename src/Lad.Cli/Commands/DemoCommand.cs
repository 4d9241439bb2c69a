using System.CommandLine;
using Lad.Cli.Demo;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary><c>lad demo</c>: a realistic stream with incidents, from training to report.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(20);

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("demo", "Shows it at work: learns a simulated shop's quiet hours, watches an hour with three incidents, says what it found and missed.", "lad demo", "lad demo --seed 7 --speed 2", "lad demo --plain > report.txt");
        var seed = new Option<int>("--seed") { HelpName = "NUMBER", DefaultValueFactory = _ => 1, Description = "Draws another day and other incidents." };
        var speed = new Option<double>("--speed") { HelpName = "FACTOR", DefaultValueFactory = _ => 1, Description = "How fast the watched hour passes; at 1 it takes 20 seconds." };
        var plain = new Option<bool>("--plain") { Description = "Neither waits nor redraws; the way it is when the output is piped." };
        speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.1 and <= 1000)) result.AddError("--speed must be from 0.1 to 1000");
        });
        command.Options.Add(seed);
        command.Options.Add(speed);
        command.Options.Add(plain);
        command.Runs(terminal, async (line, cancellation) =>
        {
            bool live = terminal.OutputIsInteractive && !line.GetValue(plain) && terminal.Variables["TERM"] is not "dumb";
            await new Demonstration(new DemoOptions(line.GetValue(seed), UsualDuration / line.GetValue(speed), live), terminal).RunAsync(cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
