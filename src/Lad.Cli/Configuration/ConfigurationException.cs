namespace Lad.Cli.Configuration;

/// <summary>The configuration is wrong; all its faults are listed.</summary>
/// <param name="faults">One sentence each, with where the value came from.</param>
public sealed class ConfigurationException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
