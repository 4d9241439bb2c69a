using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lad.Elasticsearch.StandIn;
using Lad.Elasticsearch.StandIn.Failing;

namespace Lad.EndToEnd.Tests.Elasticsearch;

[Collection(ClusterGroup.Name)]
public sealed class ConnectionTests(TrainedModel model)
{
    private const string Secret = "s3cret-s3cret";

    [Fact]
    public async Task A_wrong_password_is_said_in_a_line_and_shown_nowhere()
    {
        await using Cluster cluster = await Cluster.StartAsync(model, new StandInOptions { User = "lad", Password = "right" });
        cluster.Settings["Lad__Elasticsearch__User"] = "lad";
        cluster.Settings["Lad__Elasticsearch__Password"] = Secret;

        Ended[] all =
        [
            await cluster.RunAsync("train", "--from", "es:" + Cluster.Logs),
            await cluster.RunAsync("score", "--from", "es:" + Cluster.Logs, "--follow", "--model", model.Location),
            await cluster.RunAsync("score", "--from", "file:" + model.Log, "--to", "es:", "--model", model.Location),
            await cluster.RunAsync("run", "--from", "es:" + Cluster.Logs, "--to", "es:", "--model", "models:" + cluster.PathTo("models")),
            await cluster.RunAsync("es", "setup"),
        ];

        Assert.All(all, ended =>
        {
            Assert.Equal(1, ended.ExitCode);
            Assert.Contains("Check Elasticsearch:ApiKey", Assert.Single(ended.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, ended.Error + ended.Output, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Credentials_come_from_files_and_are_shown_nowhere()
    {
        await using Cluster cluster = await Cluster.StartAsync(model, new StandInOptions { ApiKey = Secret });
        cluster.AddMany(10);
        await File.WriteAllTextAsync(cluster.PathTo("key"), Secret + "\n");
        cluster.Settings["Lad__Elasticsearch__ApiKeyFile"] = cluster.PathTo("key");

        Ended score = await cluster.RunAsync("score", "--from", "es:" + Cluster.Logs, "--to", "es:", "--model", model.Location);
        Ended show = await cluster.RunAsync("config", "show");

        Assert.Equal((0, 0), (score.ExitCode, show.ExitCode));
        Assert.Equal(10, cluster.Verdicts());
        Assert.DoesNotContain(Secret, score.Error + score.Output + show.Error + show.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_may_use_their_indices_and_nothing_else_are_enough()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(10);
        cluster.Server.Faults.Add(new FaultRule(new RequestFault.Status(403)) { When = request => request.Path == "/" || request.Path.StartsWith("/_index_template", StringComparison.Ordinal) });

        Ended score = await cluster.RunAsync("score", "--from", "es:" + Cluster.Logs, "--to", "es:", "--model", model.Location);

        Assert.True(score.ExitCode == 0, score.Error);
        Assert.Contains("the credentials lack the cluster's right 'monitor'", score.Error, StringComparison.Ordinal);
        cluster.AssertEachScoredOnce();
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_fails_at_once_what_has_an_end()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        await cluster.Server.StopAsync();

        Ended train = await cluster.RunAsync("train", "--from", "es:" + Cluster.Logs);
        Ended score = await cluster.RunAsync("score", "--from", "file:" + model.Log, "--to", "es:", "--model", model.Location);

        Assert.All(new[] { train, score }, ended =>
        {
            Assert.Equal(1, ended.ExitCode);
            Assert.Contains(cluster.Server.Url.Authority, Assert.Single(ended.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_certificate_that_nobody_knows_is_refused_until_its_fingerprint_is_given()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using Cluster cluster = await Cluster.StartAsync(model, new StandInOptions { Certificate = certificate, ApiKey = Secret });
        cluster.AddMany(10);
        cluster.Settings["Lad__Elasticsearch__ApiKey"] = Secret;
        string[] score = ["score", "--from", "es:" + Cluster.Logs, "--to", "es:", "--model", model.Location];

        Ended refused = await cluster.RunAsync(score);
        cluster.Settings["Lad__Elasticsearch__CaFingerprint"] = new string('a', 64);
        Ended wrong = await cluster.RunAsync(score);
        cluster.Settings["Lad__Elasticsearch__CaFingerprint"] = Convert.ToHexString(SHA256.HashData(certificate.RawData));
        Ended known = await cluster.RunAsync(score);
        cluster.Settings.Remove("Lad__Elasticsearch__CaFingerprint");
        cluster.Settings["Lad__Elasticsearch__Verify"] = "false";
        Ended unverified = await cluster.RunAsync(score);

        Assert.All(new[] { refused, wrong }, ended =>
        {
            Assert.Equal(1, ended.ExitCode);
            Assert.Contains("certificate", Assert.Single(ended.Error.TrimEnd().Split('\n')), StringComparison.OrdinalIgnoreCase);
        });
        Assert.True(known.ExitCode == 0, known.Error);
        Assert.True(unverified.ExitCode == 0, unverified.Error);
        Assert.Contains("Elasticsearch:Verify is off", unverified.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Verify is off", known.Error, StringComparison.Ordinal);
        Assert.Equal(10, cluster.Verdicts());
        Assert.All(new[] { refused, wrong, known, unverified }, ended => Assert.DoesNotContain(Secret, ended.Error + ended.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_the_settings_ends_with_78_before_anything_is_asked()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.Settings["Lad__Elasticsearch__Token"] = Secret;
        cluster.Settings["Lad__Elasticsearch__ApiKeyFile"] = cluster.PathTo("missing");

        Ended ended = await cluster.RunAsync("train", "--from", "es:" + Cluster.Logs);

        Assert.Equal(78, ended.ExitCode);
        Assert.Contains("the configuration has 2 faults", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, ended.Error, StringComparison.Ordinal);
        Assert.Equal(0, cluster.Server.Counters.Requests);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
