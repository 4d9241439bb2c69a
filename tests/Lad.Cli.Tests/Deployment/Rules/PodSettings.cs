using System.Collections;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Lad.Cli.Configuration;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Deployment.Rules;

/// <summary>The settings that the product reads in a pod: its variables, with the files that its volumes hold put into a directory of this machine.</summary>
internal sealed class PodSettings : IDisposable
{
    private readonly TemporaryDirectory files = new();
    private readonly List<string> faults = [];

    public PodSettings(Manifest workload, IReadOnlyList<Manifest> all)
    {
        Workload = workload;
        JsonObject container = workload.Container;
        foreach (JsonObject mount in container.Items("volumeMounts")) Lay(mount, all);
        Variables = container.Items("env").Select(variable => (variable.Text("name"), Value(variable, all))).ToDictionary();
        var environment = new Hashtable();
        // What is mounted elsewhere on this machine is looked for there.
        foreach ((string name, string value) in Variables) environment[name] = Mounted(value) ? files.Root + value : value;
        try
        {
            Effective = EffectiveSettings.Load(null, environment, SettingLayer.Empty);
        }
        catch (ConfigurationException failure)
        {
            faults.AddRange(failure.Faults.Select(fault => fault.Replace(files.Root, "", StringComparison.Ordinal)));
        }
    }

    public Manifest Workload { get; }

    /// <summary>The container's variables with their values.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>The settings in force; <see langword="null"/> when something is wrong with them.</summary>
    public EffectiveSettings? Effective { get; }

    public LadSettings Settings => Effective!.Settings;

    /// <summary>What is wrong with the variables and the file.</summary>
    public IReadOnlyList<string> Faults => faults;

    public void Dispose() => files.Dispose();

    private bool Mounted(string value) => value.StartsWith('/') && (File.Exists(files.Root + value) || Directory.Exists(files.Root + value));

    private void Lay(JsonObject mount, IReadOnlyList<Manifest> all)
    {
        JsonObject? volume = Workload.PodSpec.Items("volumes").FirstOrDefault(volume => volume.Text("name") == mount.Text("name"));
        string directory = files.Root + mount.Text("mountPath");
        Directory.CreateDirectory(directory);
        Dictionary<string, string> content = volume switch
        {
            _ when volume.At("configMap") is { } map => Find("ConfigMap", map.Text("name"))?.Root.Map("data") ?? [],
            _ when volume.At("secret") is { } secret && Find("Secret", secret.Text("secretName")) is { } found => ReferenceRule.Data(found),
            _ => [],
        };
        // The examples hold no certificate and no token that the program takes: it reads what someone put in their place.
        foreach ((string name, string text) in content)
            File.WriteAllText(Path.Combine(directory, name), name.EndsWith(".crt", StringComparison.Ordinal) ? Certificate() : text.Replace("replace-me\n", new string('0', 48) + "\n", StringComparison.Ordinal));

        Manifest? Find(string kind, string name) => all.FirstOrDefault(manifest => manifest.Kind == kind && manifest.Name == name);
    }

    private static string Certificate()
    {
        using var key = ECDsa.Create();
        DateTimeOffset begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using X509Certificate2 certificate = new CertificateRequest("CN=example", key, HashAlgorithmName.SHA256).CreateSelfSigned(begin, begin.AddYears(10));
        return certificate.ExportCertificatePem();
    }

    private static string Value(JsonObject variable, IReadOnlyList<Manifest> all)
    {
        if (variable.At("valueFrom", "secretKeyRef") is not { } reference) return variable.Text("value");
        Manifest? secret = all.FirstOrDefault(manifest => manifest.Kind == "Secret" && manifest.Name == reference.Text("name"));
        return secret is null ? "" : ReferenceRule.Data(secret).GetValueOrDefault(reference.Text("key"), "");
    }
}
