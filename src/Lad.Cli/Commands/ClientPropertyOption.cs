using System.CommandLine;
using Lad.Cli.Configuration;

namespace Lad.Cli.Commands;

/// <summary>The option that passes properties through to Kafka's client; may stand several times.</summary>
internal sealed class ClientPropertyOption : Option<string[]>
{
    public ClientPropertyOption()
        : base("--kafka-client")
    {
        HelpName = "NAME=VALUE";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
        Description = Setting.Meaning;
        Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (Setting.Fault(token.Value) is { } fault) result.AddError($"{Name} {fault}");
        });
    }

    /// <summary>The setting.</summary>
    public Setting Setting { get; } = KafkaCatalogue.Client;
}
