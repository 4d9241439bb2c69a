using System.CommandLine;
using Lad.Cli.Configuration;

namespace Lad.Cli.Commands;

/// <summary>An option of the command line that gives a setting its value.</summary>
internal sealed class SettingOption : Option<string>
{
    /// <param name="setting">The setting.</param>
    /// <param name="name">The option's name, e.g. <c>--seed</c>.</param>
    /// <param name="helpName">What stands for the value in the help.</param>
    /// <param name="aliases">Other names.</param>
    public SettingOption(Setting setting, string name, string helpName, params string[] aliases)
        : base(name, aliases)
    {
        Setting = setting;
        HelpName = helpName;
        string standard = setting.Show(new LadSettings());
        Description = setting.Meaning + (standard.Length == 0 ? "" : $" [default: {standard}]");
        Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (setting.Fault(token.Value) is { } fault) result.AddError($"{name} {fault}{setting.Quote(token.Value)}");
        });
        if (setting.Choices.Count > 0) CompletionSources.Add(_ => setting.Choices.Select(choice => new System.CommandLine.Completions.CompletionItem(choice)));
    }

    /// <summary>The setting.</summary>
    public Setting Setting { get; }
}
