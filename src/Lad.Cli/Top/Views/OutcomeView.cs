namespace Lad.Cli.Top.Views;

/// <summary>How often something came of an attempt.</summary>
/// <param name="Outcome">What, such as <c>published</c>.</param>
/// <param name="Count">How often, ever.</param>
/// <param name="Rate">How often in a second, now.</param>
internal sealed record OutcomeView(string Outcome, double Count, double? Rate = null);
