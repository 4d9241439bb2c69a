using System.CommandLine;
using Lad.Cli.Configuration;
using Lad.Cli.FactStore;
using Lad.Cli.Health;
using Lad.Cli.Running;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary><c>lad factstore</c>: keeps anomalies and feedback, shows them on pages, and publishes feedback to scorers and trainers, until it is stopped.</summary>
internal static class FactStoreCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("factstore", "Keeps the anomalies that were found and what people say of them, on web pages and by an API, and publishes it to scorers and trainers.",
            "lad factstore --brokers kafka:9092",
            "lad factstore --from file:verdicts.jsonl --db .lad/facts.db",
            "lad factstore --listen '*:8181' --tokens /run/secrets/tokens --public-url https://facts.example.org --db 'Host=db;Database=lad;Username=lad'");
        command.Options.Add(new SettingOption(FactStoreCatalogue.Listen, "--listen", "ADDRESS"));
        command.Options.Add(new SettingOption(FactStoreCatalogue.ConnectionString, "--db", "CONNECTION"));
        command.Options.Add(new SettingOption(FactStoreCatalogue.From, "--from", "URI", "-f"));
        command.Options.Add(new SettingOption(FactStoreCatalogue.TokenFile, "--tokens", "FILE"));
        command.Options.Add(new SettingOption(FactStoreCatalogue.PublicUrl, "--public-url", "URL"));
        command.Options.Add(new SettingOption(SettingCatalogue.Model, "--model", "URI", "-m"));
        command.AddFeedback();
        command.AddKafka();
        command.AddHealth();
        command.Serves(terminal, (line, stop) =>
        {
            EffectiveSettings effective = SettingOptions.Load(line, terminal);
            return HealthService.RunAsync(effective.Settings, "factstore", terminal, probed => RunAsync(effective, probed, stop), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(EffectiveSettings effective, Terminal terminal, CancellationToken stop)
    {
        FactStorePlan plan = FactStorePlan.Of(effective, terminal);
        await using FactStoreService service = await FactStoreService.StartAsync(plan, terminal, stop).ConfigureAwait(false);
        terminal.Health.Started();
        terminal.Health.Has(HealthPart.Input, $"serving at {service.Address}");
        var health = new FactStoreHealth(service.Parts.Ledger, plan.Publisher.Name, terminal.Health, terminal.Clock);
        Func<CancellationToken, Task>[] beside = effective.Settings.Health.Listen is null ? [] : [health.RunAsync];
        return await Companions.RunAsync(ServeAsync, stop, beside).ConfigureAwait(false);

        async Task<int> ServeAsync(CancellationToken ended)
        {
            await service.RunAsync(ended).ConfigureAwait(false);
            return ExitCode.Done;
        }
    }
}
