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
                fault = "must be http: a certificate in FactStore:CertificateFile makes it https, or a proxy in front does whose address FactStore:PublicUrl has";
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

    /// <summary>Names of hosts.</summary>
    public static SettingType<IReadOnlyList<string>> Hosts { get; } = List("names of hosts, separated by commas", static host => Uri.CheckHostName(host) != UriHostNameType.Unknown, "must be names of hosts such as facts.example.org, without ports");

    /// <summary>Addresses and networks.</summary>
    public static SettingType<IReadOnlyList<string>> Networks { get; } = List("addresses or networks such as 10.0.0.0/8, separated by commas", static text => TryNetwork(text, out _), "must be IP addresses, or networks such as 10.0.0.0/8");

    /// <summary>The network that a text of <see cref="Networks"/> names; an address is one of itself alone.</summary>
    public static IPNetwork NetworkOf(string text) => TryNetwork(text, out IPNetwork network) ? network : throw new ArgumentException($"'{text}' is no network", nameof(text));

    private static bool TryNetwork(string text, out IPNetwork network)
    {
        network = default;
        if (text.Contains('/', StringComparison.Ordinal)) return IPNetwork.TryParse(text, out network);
        if (!IPAddress.TryParse(text, out IPAddress? address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    private static SettingType<IReadOnlyList<string>> List(string range, Func<string, bool> isItem, string complaint) => new(
        range,
        () => new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }) },
        (string text, out IReadOnlyList<string> value, out string fault) =>
        {
            value = text.Split([SettingTypes.ListSeparator, ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            fault = value.All(isItem) ? "" : complaint;
            return fault.Length == 0;
        },
        value => string.Join(SettingTypes.ListSeparator, value));

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 };

    private static string WithoutPassword(string connection) => UrlPassword().Replace(PairPassword().Replace(connection, "$1=" + KafkaTypes.Masked), "$1" + KafkaTypes.Masked + "@");

    [GeneratedRegex(@"\b((?:ssl\s*)?password|pwd|passphrase)\s*=\s*(""[^""]*""|'[^']*'|[^;]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PairPassword();

    [GeneratedRegex(@"^(\w+://[^:/@]*:).*@", RegexOptions.CultureInvariant)]
    private static partial Regex UrlPassword();
}
