using System.Collections;
using Lad.Cli.Configuration;
using Lad.Elasticsearch.Connections;

namespace Lad.Cli.Tests.Configuration;

public sealed class ElasticsearchSettingsTests : IDisposable
{
    private const string Secret = "hunter2-hunter2";
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("https://es-1:9200,https://es-2:9200")]
    [InlineData("https://es-1:9200, https://es-2:9200")]
    public void Several_nodes_are_separated_by_commas(string nodes) =>
        Assert.Equal(["https://es-1:9200/", "https://es-2:9200/"], Options(("Nodes", nodes)).Nodes.Select(node => node.ToString()));

    [Fact]
    public void Nodes_are_a_list_in_the_file_and_numbered_in_the_environment()
    {
        string file = directory.Write("lad.json", """{"Elasticsearch":{"Nodes":["http://a:9200","http://b:9200"]}}""");
        var variables = new Hashtable { ["Lad__Elasticsearch__Nodes__0"] = "http://c:9200", ["Lad__Elasticsearch__Nodes__1"] = "http://d:9200" };

        Assert.Equal(["http://a:9200", "http://b:9200"], EffectiveSettings.Load(file, new Hashtable(), SettingLayer.Empty).Settings.Elasticsearch.Nodes);
        Assert.Equal(["http://c:9200", "http://d:9200"], EffectiveSettings.Load(file, variables, SettingLayer.Empty).Settings.Elasticsearch.Nodes);
    }

    [Fact]
    public void Credentials_are_an_API_key_a_user_with_a_password_or_a_token()
    {
        Assert.Null(Options().Credentials);
        Assert.Equal(new Credentials.ApiKey("aWQ6a2V5"), Options(("ApiKey", "aWQ6a2V5")).Credentials);
        Assert.Equal(new Credentials.Basic("lad", Secret), Options(("User", "lad"), ("Password", Secret)).Credentials);
        Assert.Equal(new Credentials.Bearer(Secret), Options(("Token", Secret)).Credentials);
    }

    [Fact]
    public void An_API_key_may_be_given_as_the_pair_of_which_its_encoded_form_is_made() =>
        Assert.Equal(new Credentials.ApiKey("aWQ6a2V5"), Options(("ApiKey", "id:key")).Credentials);

    [Theory]
    [InlineData("hunter2-hunter2")]
    [InlineData("hunter2-hunter2\n")]
    [InlineData("hunter2-hunter2\r\n")]
    public void A_secret_is_read_from_its_file_without_the_end_of_its_line(string content)
    {
        string file = directory.Write("secret", content);

        Assert.Equal(new Credentials.Bearer(Secret), Options(("TokenFile", file)).Credentials);
        Assert.Equal(new Credentials.ApiKey(Secret), Options(("ApiKeyFile", file)).Credentials);
        Assert.Equal(new Credentials.Basic("lad", Secret), Options(("User", "lad"), ("PasswordFile", file)).Credentials);
        Assert.Equal(Secret, new ElasticsearchSettings { ClientKeyPasswordFile = file }.ToClientOptions(_ => { }).Security.ClientKeyPassword);
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once_and_no_secret_with_it()
    {
        string empty = directory.Write("empty", "\n");
        string lines = directory.Write("lines", Secret + "\n" + Secret + "\n");
        string missing = directory.PathTo("missing");

        IReadOnlyList<string> faults = Faults(
            ("Nodes", $"https://lad:{Secret}@es:9200"), ("ApiKey", Secret), ("ApiKeyFile", missing), ("PasswordFile", empty), ("TokenFile", lines), ("CaFile", missing), ("PollInterval", "0s"));

        Assert.Contains(faults, fault => fault.StartsWith("Lad__Elasticsearch__Nodes: Elasticsearch:Nodes must not hold a user or a password", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith($"Lad__Elasticsearch__ApiKeyFile: Elasticsearch:ApiKeyFile names {missing}, which cannot be read", StringComparison.Ordinal));
        Assert.Contains($"Lad__Elasticsearch__PasswordFile: Elasticsearch:PasswordFile names {empty}, which is empty", faults);
        Assert.Contains($"Lad__Elasticsearch__TokenFile: Elasticsearch:TokenFile names {lines}, which has more than one line", faults);
        Assert.Contains(faults, fault => fault.StartsWith($"Elasticsearch:CaFile {missing} cannot be used", StringComparison.Ordinal));
        Assert.Contains("Elasticsearch:ApiKey and Elasticsearch:ApiKeyFile are both set: take one", faults);
        Assert.Contains("Elasticsearch has an API key and a user and a password and a token: take one kind of credentials", faults);
        Assert.Contains("Elasticsearch:Password needs Elasticsearch:User", faults);
        Assert.Contains("Elasticsearch:PollInterval must be from 10ms to 1h", faults);
        Assert.Equal(9, faults.Count);
        Assert.DoesNotContain(faults, fault => fault.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_without_an_end_is_no_secret() =>
        Assert.Contains("which is too long for a secret", Assert.Single(Faults(("TokenFile", "/dev/zero"))), StringComparison.Ordinal);

    [Fact]
    public void A_key_without_its_certificate_is_a_fault() =>
        Assert.Contains("ClientCertificate", Assert.Single(Faults(("ClientKey", directory.Write("key.pem", "")))), StringComparison.Ordinal);

    [Fact]
    public void Settings_as_text_show_no_secret() =>
        Assert.DoesNotContain(Secret, (new LadSettings() with { Elasticsearch = new ElasticsearchSettings { ApiKey = Secret, Password = Secret, Token = Secret } }).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("ApiKey")]
    [InlineData("Password")]
    [InlineData("Token")]
    public async Task Secrets_are_masked(string name)
    {
        var variables = new Hashtable { ["Lad__Elasticsearch__" + name] = Secret };
        if (name == "Password") variables["Lad__Elasticsearch__User"] = "lad";

        CommandLineResult result = await CommandLine.RunAsync(variables, "", "config", "show");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Matches($@"Elasticsearch:{name} +\*+ +Lad__Elasticsearch__{name}", result.Output);
        Assert.DoesNotContain(Secret, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-20T00:00:00Z", "2026-11-20T00:00:00Z")]
    [InlineData("2026-11-20T01:00:00.5+01:00", "2026-11-20T00:00:00.5Z")]
    [InlineData("2026-11-20", "2026-11-20T00:00:00Z")]
    [InlineData("-90m", "-90m")]
    public void A_moment_is_a_time_or_how_long_ago(string text, string shown)
    {
        Assert.True(Moment.TryParse(text, out Moment moment));
        Assert.Equal(shown, moment.ToString());
    }

    [Fact]
    public void What_is_read_begins_before_it_ends()
    {
        var variables = new Hashtable { ["Lad__Input__Since"] = "2026-11-20T00:00:00Z", ["Lad__Input__Until"] = "2026-11-19T00:00:00Z" };

        ConfigurationException refusal = Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(null, variables, SettingLayer.Empty));

        Assert.Equal("Input:Since must be before Input:Until", Assert.Single(refusal.Faults));
    }

    private static ElasticsearchOptions Options(params (string Name, string Value)[] settings) =>
        EffectiveSettings.Load(null, Variables(settings), SettingLayer.Empty).Settings.Elasticsearch.ToClientOptions(_ => { });

    private static IReadOnlyList<string> Faults(params (string Name, string Value)[] settings) =>
        Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(null, Variables(settings), SettingLayer.Empty)).Faults;

    private static Hashtable Variables((string Name, string Value)[] settings)
    {
        var variables = new Hashtable();
        foreach ((string name, string value) in settings) variables["Lad__Elasticsearch__" + name] = value;
        return variables;
    }
}
