using System.Net;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Hosting;

public sealed class FactStoreOptionsTests : IDisposable
{
    private static readonly OpenIdOptions openId = new() { Authority = new Uri("https://login.example.org/realms/ops"), ClientId = "lad" };
    private readonly TemporaryDirectory directory = new();

    [Fact]
    public void By_default_only_this_machine_reaches_it()
    {
        var options = new FactStoreOptions();

        Assert.Empty(options.Faults());
        Assert.Equal(IPAddress.Loopback, options.Address);
        Assert.False(options.RequiresSignIn);
    }

    [Fact]
    public void Whoever_opens_it_must_say_who_may_enter()
    {
        FactStoreOptions[] open =
        [
            new() { Address = null },
            new() { Address = IPAddress.Parse("10.0.0.1") },
            new() { Address = IPAddress.IPv6Any },
            new() { PublicUrl = new Uri("https://lad.example.org") },
            new() { Hosts = ["lad.example.org"] },
            new() { Proxies = [IPNetwork.Parse("10.0.0.0/8")] },
        ];

        Assert.All(open, options => Assert.Contains("FactStore:TokenFile", Assert.Single(options.Faults()), StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_do_not_cross_a_network_in_the_clear_unless_that_is_said()
    {
        FactStoreOptions tokens = new() { Address = null, TokenFile = Tokens("maria editor 0123456789abcdef01234567") };

        Assert.Contains("FactStore:AllowCleartext", Assert.Single(tokens.Faults()), StringComparison.Ordinal);
        Assert.Contains("FactStore:AllowCleartext", Assert.Single((tokens with { PublicUrl = new Uri("http://lad.example.org") }).Faults()), StringComparison.Ordinal);
        Assert.Empty((tokens with { AllowCleartext = true }).Faults());
        Assert.Empty((tokens with { PublicUrl = new Uri("https://lad.example.org") }).Faults());
        Assert.Empty((tokens with { Address = IPAddress.Loopback }).Faults());
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var options = new FactStoreOptions
        {
            Address = null,
            Port = 70_000,
            PublicUrl = new Uri("https://maria@lad.example.org/path"),
            Hosts = ["lad.example.org:443"],
            CertificateFile = directory.File("missing.pem"),
            TokenFile = Tokens("maria editor short"),
            OpenId = openId with { Authority = new Uri("http://login.example.org"), ClientId = "", EditorRole = "" },
            SessionLifetime = TimeSpan.Zero,
            MaxBodyBytes = 1,
        };

        IReadOnlyList<string> faults = options.Faults();

        Assert.Equal(10, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("FactStore", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_provider_that_is_reached_in_the_clear_is_refused_but_on_this_machine()
    {
        FactStoreOptions With(string authority) => new() { OpenId = openId with { Authority = new Uri(authority) } };

        Assert.Empty(With("https://login.example.org").Faults());
        Assert.Empty(With("http://localhost:8080/realms/ops").Faults());
        Assert.Contains("https://", Assert.Single(With("http://login.example.org").Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_file_that_others_can_read_is_warned_of()
    {
        if (OperatingSystem.IsWindows()) return;
        FactStoreOptions options = new() { TokenFile = Tokens("maria editor 0123456789abcdef01234567") };
        File.SetUnixFileMode(options.TokenFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Empty(options.Faults());
        Assert.Contains("chmod 600", Assert.Single(options.Warnings()), StringComparison.Ordinal);

        File.SetUnixFileMode(options.TokenFile, UnixFileMode.UserRead);
        Assert.Empty(options.Warnings());
    }

    public void Dispose() => directory.Dispose();

    private string Tokens(string text)
    {
        File.WriteAllText(directory.File("tokens"), text);
        return directory.File("tokens");
    }
}
