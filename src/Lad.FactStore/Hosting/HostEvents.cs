using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Hosting;

/// <summary>What the server tells an operator.</summary>
internal static partial class HostEvents
{
    /// <summary>Whose events these are.</summary>
    public const string Category = "Lad.FactStore";

    [LoggerMessage(5201, LogLevel.Information, "{Text}", EventName = "signed-in")]
    public static partial void SignedIn(this ILogger log, string text, string actor, string address);

    [LoggerMessage(5202, LogLevel.Warning, "{Text}", EventName = "sign-in-refused")]
    public static partial void SignInRefused(this ILogger log, string text, string address);

    [LoggerMessage(5203, LogLevel.Warning, "{File}: {Reason}: the last certificate stays in use", EventName = "certificate-refused")]
    public static partial void CertificateRefused(this ILogger log, string file, string reason, Exception failure);

    [LoggerMessage(5204, LogLevel.Warning, "{Text}", EventName = "unwise-setting")]
    public static partial void UnwiseSetting(this ILogger log, string text);

    [LoggerMessage(5205, LogLevel.Warning, "{Text}", EventName = "tokens-noted")]
    public static partial void TokensNoted(this ILogger log, string text);
}
