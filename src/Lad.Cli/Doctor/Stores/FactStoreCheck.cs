using System.Net;
using System.Net.Sockets;
using Lad.Cli.Configuration;
using Lad.FactStore.Storage;

namespace Lad.Cli.Doctor.Stores;

/// <summary>Looks at the fact store: its database, which is neither made nor upgraded; who may enter; where it listens.</summary>
/// <param name="scope">What is looked at.</param>
internal sealed class FactStoreCheck(Scope scope)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private FactStoreSettings Settings => scope.Settings.FactStore;

    /// <summary>The file of a fact store's database; <see langword="null"/>: it is on a server, or nothing that can be understood.</summary>
    public static string? FileOf(Scope scope)
    {
        try
        {
            return FactStoreInspection.FileOf(scope.Settings.FactStore.Connection());
        }
        catch (Exception wrong) when (wrong is ConfigurationException or Lad.FactStore.FactStoreException)
        {
            return null;
        }
    }

    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        if (Settings.TokenFile.Length > 0) Tokens(findings);
        Exposure(findings);
        Listening(findings);
        await DatabaseAsync(findings, end).ConfigureAwait(false);
    }

    private async Task DatabaseAsync(Findings findings, CancellationToken end)
    {
        string connection = Settings.Connection();
        if (FactStoreInspection.FileOf(connection) is { } file && !File.Exists(file))
        {
            findings.Ok($"sqlite:{file} is not there yet; it is made at the first start");
            return;
        }
        FactStoreState state = await FactStoreInspection.ReadAsync(connection, end).ConfigureAwait(false);
        if (state.Foreign > 0 && state.ServerTime is null) findings.Fault($"{state.Name} is the database of another program", "give the fact store a file of its own: FactStore:ConnectionString");
        else if (state.Schema > state.Known) findings.Fault($"{state.Name} has schema {state.Schema}, made by a later lad; this one knows schemas up to {state.Known}", "run that later lad, or restore a copy from before it");
        else if (state.Schema == 0) findings.Ok($"{state.Name} is empty; its schema is made at the first start");
        else if (state.Schema < state.Known) findings.Warning($"{state.Name} has schema {state.Schema} of {state.Known}: the next start upgrades it, and earlier releases cannot use it then", "keep a copy before the start");
        else findings.Ok($"{state.Name} has schema {state.Schema}, as this lad wants it");
        if (state.ServerTime is { } time) Clocks.Compare(findings, state.Name, time, scope.Clock.GetUtcNow(), Tolerance);
    }

    private void Tokens(Findings findings)
    {
        (IReadOnlyList<string> faults, IReadOnlyList<string> warnings) = FactStoreInspection.CheckTokens(Settings.TokenFile);
        foreach (string fault in faults) findings.Fault($"FactStore:TokenFile {Settings.TokenFile}: {fault}");
        foreach (string warning in warnings) findings.Warning($"FactStore:TokenFile: {warning}");
        if (faults.Count + warnings.Count == 0) findings.Ok($"the tokens in {Settings.TokenFile} are for this user alone");
    }

    private void Exposure(Findings findings)
    {
        if (Settings.PublicUrl.Length == 0)
        {
            if (Settings.Listen.Address is null || !IPAddress.IsLoopback(Settings.Listen.Address)) findings.Warning($"FactStore:PublicUrl is not set, and the store listens at {Settings.Listen}: other names than this machine's are refused", "set FactStore:PublicUrl to its address as browsers have it");
            return;
        }
        var url = new Uri(Settings.PublicUrl);
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback) findings.Warning($"FactStore:PublicUrl {Settings.PublicUrl} is not encrypted: tokens and sessions cross the network in clear text", "put a proxy with a certificate in front, or set FactStore:CertificateFile");
        else findings.Ok($"browsers have it at {Settings.PublicUrl}");
    }

    private void Listening(Findings findings)
    {
        ListenAddress place = Settings.Listen;
        if (place.Port == 0) return;
        try
        {
            using var probe = new TcpListener(place.Address ?? IPAddress.Any, place.Port) { ExclusiveAddressUse = true };
            probe.Start();
            probe.Stop();
            findings.Ok($"{place} is free to listen at");
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            findings.Ok($"something listens at {place} already; a store that is running, unless it answers otherwise (curl {place}/health/live)".Replace("*", "127.0.0.1", StringComparison.Ordinal));
        }
        catch (SocketException refusal)
        {
            findings.Fault($"nothing can listen at {place}: {refusal.Message}", "choose an address of this machine and a port above 1023: FactStore:Listen");
        }
    }
}
