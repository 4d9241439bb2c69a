using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>One node: a listener that can go away and come back on its port.</summary>
internal sealed class Node(StandInOptions options, int port, RequestDelegate handle)
{
    private WebApplication? listening;

    public int Port { get; private set; } = port;

    public bool IsUp => listening is not null;

    public async Task StartAsync()
    {
        if (listening is not null) return;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        WebApplication application = builder.Build();
        application.Run(handle);
        await application.StartAsync().ConfigureAwait(false);
        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(address).Port;
        listening = application;
    }

    /// <summary>Closes all connections at once.</summary>
    public async Task StopAsync()
    {
        if (listening is not { } application) return;
        listening = null;
        await application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, Port, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            if (options.Certificate is null) return;
            listener.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = options.Certificate,
                ClientCertificateMode = options.ClientCertificate is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (certificate, _, _) => options.ClientCertificate is { } decide && decide(certificate),
            });
        });
    }
}
