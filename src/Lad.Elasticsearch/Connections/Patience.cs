using Polly;

namespace Lad.Elasticsearch.Connections;

/// <summary>How long and how often what may pass is tried again: growing pauses with jitter, <c>Retry-After</c> honoured.</summary>
public sealed record Patience
{
    /// <summary>How long a request is tried before its failure is final; zero: without an end. Default zero.</summary>
    public TimeSpan GiveUpAfter { get; init; }

    /// <summary>The first pause, about. Default 200 ms.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause. Default 30 s.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pipeline that tries <see cref="ElasticsearchException.IsTransient"/> failures again. A bad answer is tried again three times.</summary>
    /// <param name="clock">Measures the pauses.</param>
    /// <param name="say">Is told of waiting at its start, then once a minute, and of its end.</param>
    public ResiliencePipeline Build(TimeProvider clock, Action<string> say) => throw new NotImplementedException();
}
