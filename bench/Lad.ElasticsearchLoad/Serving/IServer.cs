namespace Lad.ElasticsearchLoad.Serving;

/// <summary>What is written to.</summary>
internal interface IServer : IAsyncDisposable
{
    /// <summary>Where it is.</summary>
    Uri Url { get; }

    /// <summary>Forgets its documents.</summary>
    /// <returns>How many it had.</returns>
    long Forget();
}
