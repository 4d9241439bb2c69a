using Lad.Cli.Tests.Deployment.Manifests;
using Lad.Cli.Tests.Deployment.Rules;

namespace Lad.Cli.Tests.Deployment;

/// <summary>The rules find what they are for: each spoils one thing in files that are right.</summary>
public sealed class ManifestCheckTests
{
    private static readonly string Root = RepositoryRoot.PathTo("deploy", "kubernetes");

    [Theory]
    [InlineData("Deployment/lad-scorer", "serviceAccountName: nobody", "there is no ServiceAccount/nobody")]
    [InlineData("Deployment/lad-scorer", "volumes: [{name: config, configMap: {name: lad-konfig}}]", "there is no ConfigMap/lad-konfig")]
    [InlineData("Deployment/lad-scorer", "volumes: [{name: more, emptyDir: {}}]", "the volume more is mounted nowhere")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: X, valueFrom: {secretKeyRef: {name: lad-kafka, key: passwort}}}]}]", "the secret lad-kafka has no passwort")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, args: [skorer]}]", "skorer")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, args: [scorer, --brokerz, x]}]", "--brokerz")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Kafka__GroupIdd, value: x}]}]", "Kafka:GroupIdd is no setting")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Kafka__DrainDeadline, value: 5min}]}]", "must be a duration")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: LADT_MODELL, value: x}]}]", "nothing reads LADT_MODELL")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Health__Listen, value: ''}]}]", "Health:Listen is not set")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Health__Listen, value: '*:8081'}]}]", "the livenessProbe asks port health")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Health__Listen, value: 'localhost:8080'}]}]", "not the pod's own address")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, livenessProbe: {httpGet: {path: /health/ready}}}]", "the livenessProbe asks /health/ready")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, readinessProbe: null}]", "has no readinessProbe")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, securityContext: {readOnlyRootFilesystem: false}}]", "its file system can be written")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, securityContext: {capabilities: {add: [NET_BIND_SERVICE]}}}]", "adds capabilities")]
    [InlineData("Deployment/lad-scorer", "securityContext: {runAsNonRoot: null}", "may run as root")]
    [InlineData("Deployment/lad-scorer", "securityContext: {runAsUser: 1000}", "has runAsUser '1000'")]
    [InlineData("Deployment/lad-scorer", "volumes: [{name: tmp, emptyDir: null, hostPath: {path: /tmp}}]", "of a kind that is not allowed")]
    [InlineData("Deployment/lad-scorer", "terminationGracePeriodSeconds: 30", "has 30 s to stop")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, resources: {limits: {memory: 256Mi}}}]", "may take 256 MiB and needs")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Output__DeadLetters, value: 'file:/var/lib/lad/dead.jsonl'}]}]", "is in no volume that can be written")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Output__DeadLetters, value: 'file:/tmp/dead.jsonl'}]}]", "would be gone with the pod")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Kafka__BootstrapServers, value: 'kafka:19092'}]}]", "cannot reach TCP 19092")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Kafka__GroupId, value: other}]}]", "it looks at the group lad, scorers are in other")]
    [InlineData("Deployment/lad-scorer", "containers: [{name: lad, env: [{name: Lad__Topics__Partitions, value: '3'}]}]", "goes up to 6, with 3 partitions")]
    [InlineData("Deployment/lad-factstore", "containers: [{name: lad, env: [{name: Lad__FactStore__ConnectionString, value: facts.db}]}]", "the database 'facts.db' is no whole path")]
    [InlineData("Deployment/lad-factstore", "containers: [{name: lad, env: [{name: Lad__FactStore__KeyDirectory, value: /tmp/keys}]}]", "would be gone with the pod")]
    [InlineData("Deployment/lad-factstore", "containers: [{name: lad, env: [{name: Lad__FactStore__PublicUrl, value: ''}]}]", "would cross the network unencrypted")]
    [InlineData("Deployment/lad-factstore", "containers: [{name: lad, env: [{name: Lad__FactStore__TokenFile, value: ''}]}]", "nobody has to sign in")]
    public void A_pod_that_is_spoilt_is_found(string id, string change, string found) => AssertFound(id, $"spec: {{template: {{spec: {{{change}}}}}}}", found);

    [Theory]
    [InlineData("Deployment/lad-scorer", "spec: {template: {metadata: {labels: {app.kubernetes.io/component: x}}}}", "PodDisruptionBudget/lad-scorer selects no pod")]
    [InlineData("Deployment/lad-trainer", "spec: {template: {metadata: {labels: {app.kubernetes.io/component: scorer}}}}", "Deployment/lad-scorer selects the pods of Deployment/lad-scorer, Deployment/lad-trainer")]
    [InlineData("Deployment/lad-trainer", "spec: {replicas: 2}", "Deployment/lad-trainer must run once")]
    [InlineData("Deployment/lad-trainer", "spec: {strategy: {type: RollingUpdate}}", "would run twice while it is replaced")]
    [InlineData("Deployment/lad-scorer", "spec: {replicas: 2}", "which is ScaledObject/lad-scorer's to say")]
    [InlineData("ScaledObject/lad-scorer", "spec: {scaleTargetRef: {name: lad-trainer}}", "scales Deployment/lad-trainer, which must run once")]
    [InlineData("ScaledObject/lad-scorer", "spec: {scaleTargetRef: {name: lad-scorers}}", "there is no Deployment/lad-scorers")]
    [InlineData("ScaledObject/lad-scorer", "spec: {maxReplicaCount: 7}", "goes up to 7, with 6 partitions")]
    [InlineData("ScaledObject/lad-scorer", "spec: {advanced: null}", "takes scorers away at once")]
    [InlineData("ScaledObject/lad-scorer", "spec: {triggers: [{type: kafka, metadata: {consumerGroup: lad}}]}", "it names no topic")]
    [InlineData("Deployment/lad-factstore", "spec: {replicas: 2}", "Deployment/lad-factstore must run once")]
    [InlineData("Secret/lad-factstore", "data: {tokens: null}", "the secret lad-factstore has no tokens")]
    [InlineData("NetworkPolicy/lad", "spec: {policyTypes: [Ingress]}", "leaves a direction open")]
    [InlineData("NetworkPolicy/lad", "spec: {egress: []}", "cannot reach UDP 53")]
    [InlineData("NetworkPolicy/lad", "spec: {ingress: [{ports: [{port: metrics}]}]}", "no selected pod has a port metrics")]
    public void An_object_that_is_spoilt_is_found(string id, string change, string found) => AssertFound(id, change, found);

    private static void AssertFound(string id, string change, string found)
    {
        IReadOnlyList<Manifest> all = Kustomization.Render(Path.Combine(Root, "overlays/kafka"));
        Assert.Empty(ManifestCheck.Faults(all, DockerImage.User));

        StrategicMerge.Apply(all.Single(manifest => manifest.Id == id).Root, Assert.Single(YamlTree.Documents(change)));

        Assert.Contains(ManifestCheck.Faults(all, DockerImage.User), fault => fault.Contains(found, StringComparison.Ordinal));
    }
}
