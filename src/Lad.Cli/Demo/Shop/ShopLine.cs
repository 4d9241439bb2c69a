namespace Lad.Cli.Demo.Shop;

/// <summary>A line of the shop's log, with the truth about it.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Service">Who wrote it.</param>
/// <param name="Level">How seriously.</param>
/// <param name="Message">What it says, without time, level and service.</param>
/// <param name="Text">The line as it stands in the log.</param>
/// <param name="Incident">The incident that it belongs to; <see langword="null"/> for everyday business.</param>
internal sealed record ShopLine(DateTimeOffset Time, ShopService Service, string Level, string Message, string Text, Incident? Incident);
