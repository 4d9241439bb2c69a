using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class ServiceReservoirsTests
{
    private readonly SourceStream stream = new("list", "list");
    private readonly ParseStage parse = new();
    private long offset;

    [Fact]
    public void The_whole_has_every_record_and_a_service_its_own()
    {
        var reservoirs = new ServiceReservoirs(new ServiceReservoirOptions());
        Add(reservoirs, "checkout", 5);
        Add(reservoirs, "billing", 3);
        Add(reservoirs, "", 2);

        Assert.Equal((10, 5, 3), (reservoirs.Take("default").Messages.Count, reservoirs.Take("checkout").Messages.Count, reservoirs.Take("billing").Messages.Count));
        Assert.Same(reservoirs.Take("default").Messages[0].Text, reservoirs.Take("checkout").Messages[0].Text);
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("with space")]
    [InlineData("größe")]
    [InlineData("default")]
    public void A_service_whose_name_is_no_models_is_part_of_the_whole_alone(string name)
    {
        var reservoirs = new ServiceReservoirs(new ServiceReservoirOptions());
        Add(reservoirs, name, 3);

        Assert.Empty(reservoirs.Services);
        Assert.Equal(3, reservoirs.Take("default").Messages.Count);
    }

    [Fact]
    public void Beyond_their_number_the_least_active_service_gives_way_and_is_counted()
    {
        var reservoirs = new ServiceReservoirs(new ServiceReservoirOptions { MaxServices = 3 });
        Add(reservoirs, "busy", 50);
        Add(reservoirs, "steady", 20);
        for (int i = 0; i < 100; i++) Add(reservoirs, $"once-{i}", 1);

        Assert.Equal(["busy", "once-99", "steady"], reservoirs.Services.Order(StringComparer.Ordinal));
        Assert.Equal(99, reservoirs.Displaced);
    }

    [Fact]
    public void All_services_together_keep_no_more_than_the_whole_may()
    {
        var reservoirs = new ServiceReservoirs(new ServiceReservoirOptions { Reservoir = new ReservoirOptions { MaxRecords = 40, MaxBytes = 10_000 } });
        for (int service = 0; service < 10; service++) Add(reservoirs, $"s{service}", 30);

        Assert.All(reservoirs.Services, name => Assert.InRange(reservoirs.Amount(name).Kept, 1, 4));
        Assert.InRange(reservoirs.Bytes, 1, 20_000);
        Assert.Equal(40, reservoirs.Take("default").Messages.Count);
    }

    [Fact]
    public void Whoever_reads_the_stream_again_holds_the_same_records_back()
    {
        var once = new ServiceReservoirs(new ServiceReservoirOptions());
        var again = new ServiceReservoirs(new ServiceReservoirOptions());
        Add(once, "checkout", 500);
        offset = 0;
        Add(again, "checkout", 500);

        bool[] held = [.. once.Take("default").Messages.Select(message => message.IsHeldBack(0.2))];

        Assert.Equal(held, again.Take("checkout").Messages.Select(message => message.IsHeldBack(0.2)));
        Assert.InRange(held.Count(isHeld => isHeld), 60, 140);
    }

    private void Add(ServiceReservoirs reservoirs, string service, int records)
    {
        for (int i = 0; i < records; i++)
        {
            var batch = new RecordBatch(1);
            batch.Append(Encoding.UTF8.GetBytes($"{{\"message\":\"line {i}\",\"service\":{{\"name\":\"{service}\"}}}}"), new SourcePosition(stream, offset, ++offset), 1000);
            parse.Process(batch);
            reservoirs.Add(batch, 0);
        }
    }
}
