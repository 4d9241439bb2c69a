using System.Collections;
using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Configuration;

public sealed class FactStoreSettingsTests : IDisposable
{
    private const string Secret = "hunter2-hunter2-hunter2-hunter2";
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Without_any_it_listens_on_this_machine_alone_and_keeps_a_file()
    {
        FactStoreSettings settings = Load();

        Assert.Equal("http://127.0.0.1:8181", settings.Listen.ToString());
        Assert.Equal(".lad/facts.db", settings.Connection());
        Assert.Null(settings.From);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8181")]
    [InlineData("*:80")]
    [InlineData("10.0.0.1:8181")]
    public void Whoever_lets_other_machines_in_says_who_may_do_what(string address)
    {
        string tokens = directory.Write("tokens", $"kim editor {Secret}\n");

        Assert.Contains(Faults(("Listen", address)), fault => fault.Contains("nobody has to sign in", StringComparison.Ordinal));
        Assert.Contains(Faults(("Listen", address), ("TokenFile", tokens)), fault => fault.Contains("unencrypted", StringComparison.Ordinal));
        Assert.Equal(tokens, Load(("Listen", address), ("TokenFile", tokens), ("PublicUrl", "https://facts.example.org/")).ToOptions(null).TokenFile);
        Assert.True(Load(("Listen", address), ("TokenFile", tokens), ("AllowCleartext", "true")).ToOptions(null).AllowCleartext);
        Assert.Equal(new Uri("https://sso.example.org"), Load(("Listen", address), ("Authority", "https://sso.example.org/"), ("PublicUrl", "https://facts.example.org")).ToOptions(null).OpenId!.Authority);
    }

    [Theory]
    [InlineData("Host=db;Username=lad;Password=hunter2-hunter2-hunter2-hunter2;Database=lad")]
    [InlineData("Host=db; PASSWORD = 'hunter2-hunter2-hunter2-hunter2' ;Database=lad")]
    [InlineData("postgresql://lad:hunter2-hunter2-hunter2-hunter2@db/lad")]
    public void The_password_of_a_connection_is_not_shown(string connection)
    {
        var variables = new Hashtable { ["Lad__FactStore__ConnectionString"] = connection };
        LadSettings settings = EffectiveSettings.Load(null, variables, SettingLayer.Empty).Settings;

        Assert.Equal(connection, settings.FactStore.Connection());
        Assert.DoesNotContain(Secret, FactStoreCatalogue.ConnectionString.Show(settings), StringComparison.Ordinal);
        Assert.Contains("db", FactStoreCatalogue.ConnectionString.Show(settings), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, settings.FactStore.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_read_from_their_files()
    {
        string file = directory.Write("secret", Secret + "\n");
        FactStoreSettings settings = Load(("ConnectionStringFile", file), ("ClientSecretFile", file), ("ClientTokenFile", file), ("Authority", "https://sso.example.org"));

        Assert.Equal((Secret, Secret, Secret), (settings.Connection(), settings.ToOptions(null).OpenId?.ClientSecret, settings.ClientToken()));
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once_and_no_secret_with_it()
    {
        string missing = directory.PathTo("missing");
        string empty = directory.Write("empty", "\n");

        IReadOnlyList<string> faults = Faults(
            ("Listen", "https://127.0.0.1:1"), ("ConnectionString", $"Host=db;Password={Secret}"), ("ConnectionStringFile", empty), ("TokenFile", missing), ("ClientSecretFile", missing),
            ("Authority", "http://sso.example.org"), ("Proxies", "10.0.0.0/99"), ("PublicUrl", $"https://lad:{Secret}@facts"), ("Retention", "1s"), ("MaxAnomalies", "0"), ("From", "es:logs"));

        Assert.Contains("Lad__FactStore__Listen: FactStore:Listen must be http: a certificate in FactStore:CertificateFile makes it https, or a proxy in front does whose address FactStore:PublicUrl has (it is 'https://127.0.0.1:1')", faults);
        Assert.Contains($"Lad__FactStore__ConnectionStringFile: FactStore:ConnectionStringFile names {empty}, which is empty", faults);
        Assert.Contains("FactStore:ConnectionString and FactStore:ConnectionStringFile are both set: take one", faults);
        Assert.Contains(faults, fault => fault.StartsWith("FactStore:TokenFile", StringComparison.Ordinal) && fault.Contains(missing, StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith($"Lad__FactStore__ClientSecretFile: FactStore:ClientSecretFile names {missing}, which cannot be read", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("FactStore:Authority must begin with https://", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Lad__FactStore__PublicUrl: FactStore:PublicUrl must be a URL", StringComparison.Ordinal));
        Assert.Contains("FactStore:Retention must be at least 1h", faults);
        Assert.Contains(faults, fault => fault.StartsWith("Lad__FactStore__MaxAnomalies:", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Lad__FactStore__From: FactStore:From must be kafka:TOPIC or file:FILE", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Lad__FactStore__Proxies: FactStore:Proxies must be IP addresses", StringComparison.Ordinal));
        Assert.Equal(11, faults.Count);
        Assert.DoesNotContain(faults, fault => fault.Contains(Secret, StringComparison.Ordinal));
    }

    private static FactStoreSettings Load(params (string Name, string Value)[] set) => EffectiveSettings.Load(null, Variables(set), SettingLayer.Empty).Settings.FactStore;

    private static IReadOnlyList<string> Faults(params (string Name, string Value)[] set) => Assert.Throws<ConfigurationException>(() => Load(set)).Faults;

    private static Hashtable Variables((string Name, string Value)[] set)
    {
        var variables = new Hashtable();
        foreach ((string name, string value) in set) variables[$"Lad__FactStore__{name}"] = value;
        return variables;
    }
}
