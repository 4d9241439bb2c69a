using System.Globalization;
using Lad.Detection;
using Lad.Pipeline.Models;
using Lad.Pipeline.Models.Telemetry;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;

namespace Lad.Pipeline.Tests.Models.Telemetry;

public sealed class ModelMetricsTests : IDisposable
{
    private readonly Instrumentation instrumentation = new(nameof(ModelMetricsTests));
    private readonly ManualTimeProvider clock = new();
    private readonly ModelCounters counters = new();
    private readonly MetricReadings readings;

    public ModelMetricsTests() => readings = new MetricReadings(instrumentation);

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public void Models_in_force_are_counted_and_named_with_their_version_and_age()
    {
        var router = new ModelRouter();
        DetectionModel model = SampleModels.Of("v1", ModelName.Default);
        _ = new ModelMetrics(instrumentation, router, counters, clock);
        Assert.Equal(0, readings.Read()["lad.models"]);

        router.Put(model);
        router.Put(SampleModels.Of("v2", "shop"));
        counters.Swapped();
        counters.Refused();
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(2, seen["lad.models"]);
        Assert.Equal(router.UsedBytes, seen["lad.models.bytes"]);
        Assert.Equal(router.MaxBytes, seen["lad.models.capacity"]);
        Assert.Equal(1, seen["lad.model.info{model=default,version=v1}"]);
        Assert.Equal(1, seen["lad.model.info{model=shop,version=v2}"]);
        Assert.Equal(model.Metadata.CreatedAt.ToUnixTimeSeconds(), seen["lad.model.created.timestamp{model=default}"], 1.0);
        Assert.Equal((1, 1, 0), (seen["lad.model.swaps"], seen["lad.model.refusals"], seen["lad.model.removals"]));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((clock.GetUtcNow() - model.Metadata.CreatedAt).TotalSeconds, readings.Read()["lad.model.age{model=default}"], 0.001);
    }

    [Fact]
    public void A_slot_knows_no_bound_and_weighs_its_model_all_the_same()
    {
        var slot = new ModelSlot(new Detector(SampleModels.Of("v1", ModelName.Default)));
        _ = new ModelMetrics(instrumentation, slot, counters, clock);
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(slot.Current!.Model.EstimatedBytes, seen["lad.models.bytes"]);
        Assert.DoesNotContain("lad.models.capacity", seen.Keys);
    }

    [Fact]
    public void What_did_not_fit_counts_as_removed()
    {
        var router = new ModelRouter(new ModelRouterOptions { MaxBytes = 1 << 20 });
        _ = new ModelMetrics(instrumentation, router, counters, clock);
        int put = 0;
        while (router.LeftOut == 0 && put < 10_000) router.Put(SampleModels.Of("v1", "s" + put++.ToString(CultureInfo.InvariantCulture)));
        counters.Removed();

        Assert.Equal(2, readings.Read()["lad.model.removals"]);
    }

    [Fact]
    public void However_many_models_there_are_a_hundred_are_named_and_all_are_counted()
    {
        var router = new ModelRouter();
        _ = new ModelMetrics(instrumentation, router, counters, clock);
        for (int i = 0; i < 300; i++) router.Put(SampleModels.Of("v1", "service-" + i.ToString("D3", CultureInfo.InvariantCulture)));
        router.Put(SampleModels.Of("v1", ModelName.Default));
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(301, seen["lad.models"]);
        Assert.Equal(100, seen.Keys.Count(static key => key.StartsWith("lad.model.info{", StringComparison.Ordinal)));
        Assert.Contains("lad.model.info{model=default,version=v1}", seen.Keys);
        Assert.Contains("lad.model.info{model=service-098,version=v1}", seen.Keys);
        Assert.DoesNotContain("lad.model.info{model=service-099,version=v1}", seen.Keys);
    }
}
