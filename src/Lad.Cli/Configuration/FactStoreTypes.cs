using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lad.Cli.Configuration;

/// <summary>The kinds of values that the fact store's settings take.</summary>
internal static partial class FactStoreTypes
{
    /// <summary>Where it listens.</summary>
    public static SettingType<ListenAddress> Address { get; } = new(
        ListenAddress.Range,
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (string text, out ListenAddress value, out string fault) =>
        {
            value = new ListenAddress(IPAddress.Loopback, 0);
            if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                fault = "must be http: let a proxy that speaks TLS stand before it, and name its address in FactStore:PublicUrl";
                return false;
            }
            bool good = ListenAddress.TryParse(text, out ListenAddress? address, out fault);
            if (address is not null) value = address;
            return good;
        },
        value => value.ToString());

    /// <summary>A database. Its password is not shown.</summary>
    public static SettingType<string> Connection { get; } = new(
        "a file, or PostgreSQL's Host=... or postgresql://...",
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (string text, out string value, out string fault) =>
        {
            value = text;
            fault = text.Trim().Length > 0 && !text.Any(char.IsControl) ? "" : "must be a file, or a connection to PostgreSQL such as Host=db;Database=lad;Username=lad, on one line";
            return fault.Length == 0;
        },
        WithoutPassword)
    {
        Quote = _ => "",
    };

    /// <summary>An address of the web, or nothing.</summary>
    public static SettingType<string> OptionalUrl { get; } = new(
        "http:// or https:// URL, or nothing",
        () => new JsonObject { ["type"] = "string" },
        (string text, out string value, out string fault) =>
        {
            value = text.TrimEnd('/');
            fault = text.Length == 0 || IsUrl(text) ? "" : "must be a URL such as https://facts.example.org, without a user, a query or a fragment";
            return fault.Length == 0;
        },
        value => value)
    {
        Quote = text => text.Contains('@', StringComparison.Ordinal) ? "" : SettingType.Quoted(text),
    };

    /// <summary>A name or word that is not empty.</summary>
    public static SettingType<string> Word { get; } = new(
        "text",
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (string text, out string value, out string fault) =>
        {
            value = text;
            fault = text.Trim().Length > 0 && !text.Any(char.IsControl) ? "" : "must not be empty";
            return fault.Length == 0;
        },
        value => value);

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 };

    private static string WithoutPassword(string connection) => UrlPassword().Replace(PairPassword().Replace(connection, "$1=" + KafkaTypes.Masked), "$1" + KafkaTypes.Masked + "@");

    [GeneratedRegex(@"\b((?:ssl\s*)?password|pwd|passphrase)\s*=\s*(""[^""]*""|'[^']*'|[^;]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PairPassword();

    [GeneratedRegex(@"^(\w+://[^:/@]*:).*@", RegexOptions.CultureInvariant)]
    private static partial Regex UrlPassword();
}
