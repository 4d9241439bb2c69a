using System.Net;
using Lad.FactStore.Safety;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lad.FactStore.Hosting;

/// <summary>How the fact store is reached and who may do what. By default this machine alone reaches it, and nobody signs in.</summary>
public sealed record FactStoreOptions
{
    /// <summary>The address to listen at; <see langword="null"/>: all. Any but loopback needs <see cref="TokenFile"/> or <see cref="OpenId"/>.</summary>
    public IPAddress? Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0: any free one.</summary>
    public int Port { get; init; } = 8181;

    /// <summary>How people reach it when that is not where it listens, such as <c>https://lad.example.org</c>: behind a proxy. Without a path.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Names it is called by (the <c>Host</c> of requests) besides those of this machine's loopback and <see cref="PublicUrl"/>; without a port.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Proxies whose <c>X-Forwarded-For</c> is believed; nobody else's is.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>A certificate with its chain in PEM: HTTPS is spoken, and nothing else. Re-read when it changes. Empty: none.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>The certificate's private key in PEM; empty: it is in <see cref="CertificateFile"/>.</summary>
    public string CertificateKeyFile { get; init; } = "";

    /// <summary>Whether tokens and sessions may go over a network unencrypted: HTTP at an address other than loopback, without an HTTPS <see cref="PublicUrl"/>.</summary>
    public bool AllowCleartext { get; init; }

    /// <summary>Who may enter by a token: lines <c>NAME ROLE TOKEN</c>; re-read when it changes. Empty: nobody.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>Who may enter by OpenID Connect; <see langword="null"/>: nobody.</summary>
    public OpenIdOptions? OpenId { get; init; }

    /// <summary>What feedback calls its author where nobody signs in: the user of the operating system.</summary>
    public string LocalUser { get; init; } = Environment.UserName;

    /// <summary>How long a session lasts after its last use. Default 12 hours.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Where the keys are that sessions and forms are protected with; made for its owner alone. Empty: in the database, so that several processes on one know the same sessions.</summary>
    public string KeyDirectory { get; init; } = "";

    /// <summary>The largest body of a request, in bytes. Default 64 KiB.</summary>
    public int MaxBodyBytes { get; init; } = 64 << 10;

    /// <summary>Connections at a time. Default 512.</summary>
    public int MaxConnections { get; init; } = 512;

    /// <summary>Changes and searches that one person may ask for in a second; ten times as many at once. Default 200.</summary>
    public int MaxChangesPerSecond { get; init; } = 200;

    /// <summary>Is told what an operator must know: failures, sign-ins. Never a token.</summary>
    public ILoggerFactory Log { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Whether people and programs must say who they are.</summary>
    public bool RequiresSignIn => TokenFile.Length > 0 || OpenId is not null;

    /// <summary>Whether browsers reach it over HTTPS.</summary>
    public bool IsSecure => CertificateFile.Length > 0 || PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <summary>All that is wrong with the options, each with what to do about it; nothing when they are right.</summary>
    public IReadOnlyList<string> Faults() => [.. OptionFaults.Of(this)];

    /// <summary>What is allowed and unwise, each in a sentence.</summary>
    public IReadOnlyList<string> Warnings() => [.. OptionWarnings.Of(this)];
}
