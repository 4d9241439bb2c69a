using System.CommandLine;
using System.Globalization;
using System.Net;
using Lad.Cli.Configuration;
using Lad.Cli.Terminals;
using Lad.Cli.Top;

namespace Lad.Cli.Commands;

/// <summary><c>lad top</c>: what running instances are at.</summary>
internal static class TopCommand
{
    private const string Usual = "http://127.0.0.1:8080";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("top", "Shows what running instances are at: rates, lag, components, models, latest anomalies; asks where they answer probes (Health:Listen).",
            "lad top",
            "lad top http://127.0.0.1:8080 http://127.0.0.1:8081 --interval 2s",
            "lad top 10.0.0.5:8080 --once",
            "lad top --once --json | jq '.[].flow.received_rate'");
        var urls = new Argument<string[]>("URL") { Arity = ArgumentArity.ZeroOrMore, Description = $"Where instances answer probes; Health:Listen when none is given, else {Usual}." };
        var interval = new Option<string>("--interval") { HelpName = "DURATION", Description = "The time from look to look. [default: 1s]" };
        var once = new Option<bool>("--once") { Description = "Looks twice, prints what came to pass between as text, and ends: with 1 when an instance does not answer." };
        var json = new Option<bool>("--json") { Description = "With --once: prints JSON." };
        urls.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (Address(token.Value) is null) result.AddError($"URL must be a place such as {Usual} or host:8080, not '{token.Value}'");
        });
        interval.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!SettingTypes.Duration.TryParse(token.Value, out TimeSpan span, out _) || span < TimeSpan.FromMilliseconds(100) || span > TimeSpan.FromHours(1)))
                result.AddError("--interval must be a duration from 100ms to 1h");
        });
        command.Arguments.Add(urls);
        command.Options.Add(interval);
        command.Options.Add(once);
        command.Options.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && !result.GetValue(once)) result.AddError("--json is for --once");
        });
        command.Runs(terminal, async (line, stop) =>
        {
            Uri[] places = [.. (line.GetValue(urls) ?? []).Select(url => Address(url)!)];
            if (places.Length == 0) places = [Own(SettingOptions.Load(line, terminal).Settings.Health.Listen)];
            _ = SettingTypes.Duration.TryParse(line.GetValue(interval) ?? "1s", out TimeSpan time, out _);
            WatchedInstance[] instances = [.. places.Distinct().Select(place => new WatchedInstance(new InstanceClient(place, terminal.Clock), terminal.Clock))];
            try
            {
                var run = new TopRun(instances, time, terminal);
                return await (line.GetValue(once) ? run.OnceAsync(line.GetValue(json), stop) : run.WatchAsync(stop)).ConfigureAwait(false);
            }
            finally
            {
                foreach (WatchedInstance instance in instances) instance.Dispose();
            }
        });
        return command;
    }

    /// <summary>The place that a person means; <see langword="null"/> when it is none.</summary>
    internal static Uri? Address(string text)
    {
        string url = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? place) && place.Scheme is "http" or "https" && place is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 } ? place : null;
    }

    // A process that listens at all addresses is asked at the nearest.
    private static Uri Own(ListenAddress? listen)
    {
        if (listen is not { Port: > 0 } place) return new Uri(Usual);
        IPAddress address = place.Address is null || place.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : place.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : place.Address;
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{new IPEndPoint(address, place.Port)}"));
    }
}
