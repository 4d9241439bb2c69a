namespace Lad.FactStore.Hosting;

/// <summary>The fact store's HTTP server: API, pages and probes.</summary>
public sealed class FactStoreHost : IAsyncDisposable
{
    private FactStoreHost()
    {
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:8181</c>.</summary>
    public Uri Address => throw new NotImplementedException();

    /// <summary>Starts to listen.</summary>
    /// <exception cref="FactStoreException">It cannot; says why.</exception>
    public static Task<FactStoreHost> StartAsync(FactStoreOptions options, FactStoreParts parts, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Stops listening; requests under way get a moment to end.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
