using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Lad.Cli.Locations;
using Lad.Kafka.Clients;
using Lad.Kafka.Inspection;

namespace Lad.Cli.Doctor.Brokers;

/// <summary>Looks at the brokers: each address to start from, each address that the cluster names, what they can, and how long their certificates hold.</summary>
/// <param name="scope">What is looked at.</param>
/// <param name="reach">The brokers.</param>
internal sealed class BrokersCheck(Scope scope, KafkaReach reach)
{
    private const string ForOldBrokers = "--kafka-client api.version.request=false --kafka-client broker.version.fallback=0.9.0.1, and Kafka:Headers=false and --kafka-client enable.idempotence=false before 0.11";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(21);

    private bool IsEncrypted => scope.Settings.Kafka.Client.GetValueOrDefault("security.protocol", "").Contains("ssl", StringComparison.OrdinalIgnoreCase);

    // Whether the client asks the brokers what they can.
    private bool Asks => scope.Settings.Kafka.Client.GetValueOrDefault("api.version.request", "true") is not "false";

    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        string[] addresses = scope.Settings.Kafka.BootstrapServers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string?[] faults = await Task.WhenAll(addresses.Select(address => FaultAsync(address, end))).ConfigureAwait(false);
        bool works = faults.Contains(null);
        for (int i = 0; i < addresses.Length; i++)
        {
            if (faults[i] is not { } fault) findings.Ok($"{addresses[i]} answers");
            else if (works) findings.Warning($"{fault} The other addresses serve in its place.", "start it, or take it out of Kafka:BootstrapServers");
            else findings.Fault(fault);
        }
        if (!works) await Task.WhenAll(addresses.Select(address => NamedAsync(address, findings, end))).ConfigureAwait(false);
        if (!works || await reach.MapAsync(findings).ConfigureAwait(false) is not { } map) return;
        findings.Ok($"{map.Brokers.Count} broker{(map.Brokers.Count == 1 ? "; a cluster with copies of its data has three" : "s")}, {map.Topics.Count} topics that this user may see");
        bool[] reached = await Task.WhenAll(map.Brokers.Select(broker => AdvertisedAsync(broker, findings, end))).ConfigureAwait(false);
        if (map.Brokers.Where((_, i) => reached[i]).FirstOrDefault() is { } one) await AbilitiesAsync(one, findings, end).ConfigureAwait(false);
        findings.Skipped("clocks of the brokers cannot be told: Kafka says no time");
    }

    /// <summary>Why an address to start from cannot be used; <see langword="null"/> when it can.</summary>
    private async Task<string?> FaultAsync(string address, CancellationToken end)
    {
        if (!TryParse(address, out string host, out int port)) return $"{address} is not HOST:PORT: see Kafka:BootstrapServers (--brokers).";
        if (await UnreachableAsync(host, port, end).ConfigureAwait(false) is { } reason) return $"{address} cannot be reached: {reason}. Is it running, and is Kafka:BootstrapServers (--brokers) right?";
        try
        {
            await KafkaConnection.CheckAsync(reach.Options with { BootstrapServers = address }, [], reach.Deadline, end).ConfigureAwait(false);
            return null;
        }
        catch (BusException fault)
        {
            return fault.Message;
        }
    }

    // A client that cannot reach the addresses that it is named only says that nothing answers.
    private async Task NamedAsync(string address, Findings findings, CancellationToken end)
    {
        if (!TryParse(address, out string host, out int port)) return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(end);
        limit.CancelAfter(scope.Limit * 0.4);
        try
        {
            IReadOnlyList<BrokerAddress> brokers = await BrokerProbe.BrokersAsync(host, port, IsEncrypted, scope.Limit, limit.Token).ConfigureAwait(false);
            bool[] reached = await Task.WhenAll(brokers.Select(broker => AdvertisedAsync(broker, findings, limit.Token))).ConfigureAwait(false);
            if (brokers.Count > 0 && reached.All(good => good) && await BrokerProbe.AskAsync(host, port, IsEncrypted, scope.Limit * 0.2, limit.Token).ConfigureAwait(false) is { Tells: false } old && (old.Unanswered is null || !IsEncrypted))
                findings.Fault($"{address} answers as brokers before 0.10 do", ForOldBrokers);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            // What is wrong with the address itself was said.
        }
    }

    // The trap of Kafka in containers: the first connection works, and then the cluster names addresses that hold elsewhere alone.
    private async Task<bool> AdvertisedAsync(BrokerAddress broker, Findings findings, CancellationToken end)
    {
        if (await UnreachableAsync(broker.Host, broker.Port, end).ConfigureAwait(false) is not { } reason) return true;
        findings.Fault($"broker {broker.Id} wants to be reached at {broker.Host}:{broker.Port}, which cannot be from here: {reason}", "set advertised.listeners of that broker to an address that this machine reaches, or add the host to this machine's names");
        return false;
    }

    private async Task AbilitiesAsync(BrokerAddress broker, Findings findings, CancellationToken end)
    {
        try
        {
            BrokerAbilities abilities = await BrokerProbe.AskAsync(broker.Host, broker.Port, IsEncrypted, scope.Limit * 0.3, end).ConfigureAwait(false);
            // Silence is no proof of age once the client has worked, unless it was told not to ask.
            if (abilities.Unanswered is null || (!IsEncrypted && !Asks)) Judge(abilities, findings);
            else findings.Skipped($"what {broker.Host}:{broker.Port} can was not to be found out: {abilities.Unanswered}", IsEncrypted ? "" : $"if it is before 0.10: {ForOldBrokers}");
            if (abilities.CertificateEnd is { } until) Certificate(broker, until, findings);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException)
        {
            findings.Skipped($"what {broker.Host}:{broker.Port} can was not to be found out: {failure.Message}");
        }
    }

    private void Judge(BrokerAbilities abilities, Findings findings)
    {
        bool writes = scope.Scores && (scope.Settings.Output.To.Kind == LocationKind.Kafka || scope.Settings.Output.DeadLetters?.Kind == LocationKind.Kafka);
        (bool headers, bool idempotence) = (writes && scope.Settings.Kafka.Headers, writes && scope.Settings.Kafka.Client.GetValueOrDefault("enable.idempotence", "true") is "true");
        if (scope is { Scores: true, Settings.Kafka.IsExactlyOnce: true } && !abilities.Transactions) findings.Fault("the brokers are too old for Kafka:Delivery exactly-once: transactions came with 0.11", "--delivery at-least-once, or upgrade the brokers");
        if (headers && !abilities.Headers) findings.Fault($"the brokers are {(abilities.Tells ? "before 0.11" : "before 0.10")} and refuse records with headers", "set Kafka:Headers=false");
        if (idempotence && !abilities.Idempotence) findings.Fault("the brokers are too old for idempotent producers (0.11)", "--kafka-client enable.idempotence=false");
        if (!abilities.Tells && Asks) findings.Warning("the brokers are before 0.10 and cannot say what they can", ForOldBrokers);
        else if (!abilities.Tells) findings.Ok($"the brokers are before 0.10 and cannot say what they can; the client takes them for {scope.Settings.Kafka.Client.GetValueOrDefault("broker.version.fallback", "0.10")}");
        else findings.Ok($"the brokers take {Listed(abilities)}");
    }

    private static string Listed(BrokerAbilities abilities) => string.Join(", ", new[]
    {
        $"{abilities.Requests.Count} kinds of requests", abilities.Headers ? "headers" : "no headers", abilities.Idempotence ? "idempotent producers" : "no idempotent producers",
        abilities.Transactions ? "transactions" : "no transactions", abilities.Administration ? "administration of topics" : "no administration of topics",
    });

    private void Certificate(BrokerAddress broker, DateTimeOffset until, Findings findings)
    {
        TimeSpan left = until - scope.Clock.GetUtcNow();
        string text = string.Create(CultureInfo.InvariantCulture, $"the certificate of {broker.Host}:{broker.Port} holds until {until:yyyy-MM-dd}");
        if (left < TimeSpan.Zero) findings.Fault(text + ", which is past", "renew it");
        else if (left < Soon) findings.Warning(text, "renew it");
        else findings.Ok(text);
    }

    private async Task<string?> UnreachableAsync(string host, int port, CancellationToken end)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(end);
        limit.CancelAfter(scope.Limit * 0.3);
        try
        {
            (await BrokerProbe.ConnectAsync(host, port, limit.Token).ConfigureAwait(false)).Dispose();
            return null;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode switch { SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "the host is not known", SocketError.ConnectionRefused => "connection refused", _ => refusal.Message };
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            return "nothing answers; a firewall may be between";
        }
    }

    private static bool TryParse(string address, out string host, out int port)
    {
        // A listener's protocol may stand in front.
        string place = address[(address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..];
        int colon = place.LastIndexOf(':');
        bool hasPort = colon > 0 && !place.EndsWith(']');
        host = (hasPort ? place[..colon] : place).Trim('[', ']');
        port = 9092;
        return host.Length > 0 && (!hasPort || (int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue));
    }
}
