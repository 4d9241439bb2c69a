using System.Globalization;

namespace Lad.Cli.Doctor;

/// <summary>Compares this machine's clock with another's.</summary>
internal static class Clocks
{
    private static readonly TimeSpan Grave = TimeSpan.FromMinutes(5);

    /// <summary>Says how far they differ.</summary>
    /// <param name="findings">Is told.</param>
    /// <param name="other">Whose clock it is.</param>
    /// <param name="theirs">What that one says.</param>
    /// <param name="ours">What this machine says.</param>
    /// <param name="tolerance">What it takes to ask and to answer.</param>
    public static void Compare(Findings findings, string other, DateTimeOffset theirs, DateTimeOffset ours, TimeSpan tolerance)
    {
        TimeSpan apart = (ours - theirs).Duration();
        string text = string.Create(CultureInfo.InvariantCulture, $"this machine's clock is {apart.TotalSeconds:N0} s {(ours > theirs ? "ahead of" : "behind")} that of {other}");
        const string advice = "set both by NTP: timedatectl set-ntp true, chronyc tracking";
        if (apart > Grave) findings.Fault(text + ": windows, schedules and snoozes mean other times here", advice);
        else if (apart > tolerance) findings.Warning(text, advice);
        else findings.Ok($"the clock of {other} agrees with this machine's");
    }
}
