using System.Security.Cryptography.X509Certificates;

namespace Lad.Elasticsearch.StandIn;

/// <summary>What a stand-in server pretends to be.</summary>
public sealed record StandInOptions
{
    /// <summary>The version it says it is; below 7.12 it has no points in time. Default 9.1.3; of OpenSearch give e.g. 2.19.1.</summary>
    public Version Version { get; init; } = new(9, 1, 3);

    /// <summary>Whether it is OpenSearch: no <c>/_pit</c>, no <c>flattened</c>.</summary>
    public bool OpenSearch { get; init; }

    /// <summary>The port of the first node; 0: a free one. Further nodes take free ones.</summary>
    public int Port { get; init; }

    /// <summary>Nodes that share one state. Default 1.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>The server's certificate with its key; <see langword="null"/>: plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Decides about a client's certificate, which is then required; <see langword="null"/>: none is asked for.</summary>
    public Func<X509Certificate2, bool>? ClientCertificate { get; init; }

    /// <summary>The API key (its <c>encoded</c> form) that lets in.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The user that <see cref="Password"/> lets in.</summary>
    public string? User { get; init; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>The bearer token that lets in.</summary>
    public string? Token { get; init; }

    /// <summary>Shards of each index. Default 3.</summary>
    public int Shards { get; init; } = 3;

    /// <summary>Documents become visible to searches at multiples of this interval. Default zero: at once.</summary>
    public TimeSpan RefreshInterval { get; init; }

    /// <summary>Ends what is kept alive and makes documents visible.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Bytes of a request, unpacked, that are taken; more is a 413. Default 100 MiB as Elasticsearch has it.</summary>
    public long MaxContentBytes { get; init; } = 100 << 20;

    /// <summary>Whether requests and answers are checked against the contract. Default <see langword="true"/>; benches leave it off.</summary>
    public bool CheckContract { get; init; } = true;

    /// <summary>Whether each answer within a point in time brings another id, the older ones staying good. Elasticsearch reserves the right. Default <see langword="true"/>.</summary>
    public bool PointInTimeIdsChange { get; init; } = true;

    /// <summary>Seeds what the faults choose. Default 1.</summary>
    public int Seed { get; init; } = 1;

    internal bool HasPointInTime => !OpenSearch && Version >= new Version(7, 12);

    internal bool HasFailureStore => !OpenSearch && Version >= new Version(8, 19);

    internal bool NeedsCredentials => ApiKey is not null || User is not null || Token is not null;
}
