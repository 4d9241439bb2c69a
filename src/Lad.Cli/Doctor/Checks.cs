using Lad.Cli.Doctor.Brokers;
using Lad.Cli.Doctor.Clusters;
using Lad.Cli.Doctor.Inputs;
using Lad.Cli.Doctor.Machine;
using Lad.Cli.Doctor.Models;
using Lad.Cli.Doctor.Services;
using Lad.Cli.Doctor.Stores;
using Lad.Cli.Locations;

namespace Lad.Cli.Doctor;

/// <summary>The checks that fit what the settings name.</summary>
internal static class Checks
{
    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IEnumerable<Check> Of(Scope scope)
    {
        var reach = new KafkaReach(scope);
        yield return new Check("runtime", new RuntimeCheck(scope).LookAsync);
        yield return new Check("native library", new NativeLibraryCheck(scope).LookAsync);
        yield return new Check("disk", new DiskCheck(scope).LookAsync);
        if (scope.UsesKafka)
        {
            yield return new Check("brokers", new BrokersCheck(scope, reach).LookAsync);
            yield return new Check("topics", new TopicsCheck(scope, reach).LookAsync);
        }
        if (scope is { Scores: true, Settings.Input.From.Kind: LocationKind.Kafka }) yield return new Check("group", new GroupCheck(scope, reach).LookAsync);
        if (scope.UsesElasticsearch) yield return new Check("elasticsearch", new ElasticsearchCheck(scope).LookAsync);
        yield return new Check("model", new ModelCheck(scope, reach).LookAsync);
        foreach (Location input in scope.Inputs) if (Input(scope, reach, input) is { } look) yield return new Check("input", look);
        if (scope.Stores) yield return new Check("fact store", new FactStoreCheck(scope).LookAsync);
        if (scope.Settings.Health.Listen is { Port: > 0 }) yield return new Check("service", new ListenerCheck(scope).LookAsync);
        if (scope.Settings.Telemetry.OtlpEndpoint.Length > 0) yield return new Check("collector", new CollectorCheck(scope).LookAsync);
    }

    private static Func<Findings, CancellationToken, Task>? Input(Scope scope, KafkaReach reach, Location input) => input.Kind switch
    {
        LocationKind.File or LocationKind.Directory => new FileInputCheck(scope, input).LookAsync,
        LocationKind.Kafka => new TopicInputCheck(scope, reach, input).LookAsync,
        LocationKind.Elasticsearch => new IndexInputCheck(scope, input).LookAsync,
        _ => null,
    };
}
