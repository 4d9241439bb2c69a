using System.Net;
using System.Net.Sockets;
using Lad.Cli.Configuration;
using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Services;
using Lad.Cli.Health;

namespace Lad.Cli.Tests.Doctor.Services;

public sealed class ListenerCheckTests
{
    [Fact]
    public async Task A_service_that_runs_is_asked_whether_it_is_well()
    {
        await using var endpoints = new HttpEndpoints(new ListenAddress(IPAddress.Loopback, 0));
        HealthRoutes.Add(endpoints, new ServiceHealth(TimeProvider.System));
        await endpoints.StartAsync(CancellationToken.None);

        IReadOnlyList<Finding> findings = await Examined.FindingsAsync(new ListenerCheck(Examined.ScopeOf("run", ("Health:Listen", endpoints.Address))).LookAsync);

        Assert.Equal(FindingState.Ok, findings.Only(HealthRoutes.Live).State);
        Assert.Equal(FindingState.Warning, findings.Only(HealthRoutes.Ready).State);
    }

    [Fact]
    public async Task Where_nothing_listens_nothing_is_wrong_with_the_service_and_something_with_the_collector()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        string place = free.LocalEndpoint.ToString()!;
        free.Stop();

        IReadOnlyList<Finding> service = await Examined.FindingsAsync(new ListenerCheck(Examined.ScopeOf("run", ("Health:Listen", place))).LookAsync);
        IReadOnlyList<Finding> collector = await Examined.FindingsAsync(new CollectorCheck(Examined.ScopeOf("run", ("Telemetry:OtlpEndpoint", $"http://{place}"))).LookAsync);

        Assert.Equal(FindingState.Skipped, Assert.Single(service).State);
        Assert.Equal(FindingState.Warning, Assert.Single(collector).State);
    }
}
