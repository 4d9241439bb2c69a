namespace Lad.Cli.Tests.Top;

public sealed class WatchedInstanceTests : IDisposable
{
    private readonly SampleInstance instance = new();

    public void Dispose() => instance.Dispose();

    [Fact]
    public void Rates_are_of_the_latest_two_looks_and_never_negative()
    {
        instance.Look("lad_received_records_total 100\nprocess_start_time_seconds 1");
        Assert.Null(instance.View.Flow.ReceivedRate);

        instance.Look("lad_received_records_total 300\nprocess_start_time_seconds 1", seconds: 2);
        Assert.Equal(100, instance.View.Flow.ReceivedRate);

        instance.Look("lad_received_records_total 40\nprocess_start_time_seconds 2");
        Assert.Equal(40, instance.View.Flow.ReceivedRate);
        Assert.Equal([100, 40], instance.View.Throughput);
    }

    [Fact]
    public void An_instance_that_goes_away_keeps_its_name_and_says_since_when_until_it_is_back()
    {
        instance.Look(SampleInstance.Metrics(1)).Fails("Connection refused");
        DateTimeOffset since = instance.View.AwaySince!.Value;
        instance.Fails("no answer within 5 s");

        Assert.Equal((since, "no answer within 5 s", "lad-scorer"), (instance.View.AwaySince!.Value, instance.View.Fault, instance.View.Name));
        Assert.Null(instance.View.Flow.ReceivedRate);

        instance.Look(SampleInstance.Metrics(4));
        Assert.Null(instance.View.AwaySince);
        Assert.Equal(1000, instance.View.Flow.ReceivedRate);
    }

    [Fact]
    public void A_trainer_and_a_store_show_what_is_theirs()
    {
        instance.Look("""
            lad_trainings_total{cause="first",outcome="published"} 1
            lad_trainings_total{cause="schedule",outcome="published"} 2
            lad_trainings_total{cause="schedule",outcome="refused"} 1
            lad_reservoir_records{model="shop"} 5000
            lad_training_drift_ratio{model="shop"} 0.25
            lad_factstore_outbox_statements 4
            lad_factstore_anomalies_total{outcome="stored"} 9
            lad_factstore_part_healthy{part="ingest"} 1
            lad_factstore_part_healthy{part="relay"} 0
            """);

        Assert.Equal([("published", 3d), ("refused", 1d)], instance.View.Training!.Outcomes.Select(one => (one.Outcome, one.Count)));
        Assert.Equal(("shop", 5000d, 0.25d), (instance.View.Training.Models[0].Name, instance.View.Training.Models[0].Reservoir, instance.View.Training.Models[0].Drift));
        Assert.Equal((4d, "relay", "stored"), (instance.View.Store!.Outbox, Assert.Single(instance.View.Store.Unwell), instance.View.Store.Anomalies[0].Outcome));
    }
}
