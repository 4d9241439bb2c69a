using Polly;
using Polly.Retry;

namespace Lad.Elasticsearch.Connections;

/// <summary>How long and how often what may pass is tried again: growing pauses with jitter, <c>Retry-After</c> honoured.</summary>
public sealed record Patience
{
    private const int MostBadAnswers = 3;
    private static readonly ResiliencePropertyKey<Attempts> Key = new("lad.elasticsearch.attempts");

    /// <summary>How long a request is tried before its failure is final; zero: without an end. Default zero.</summary>
    public TimeSpan GiveUpAfter { get; init; }

    /// <summary>The first pause, about. Default 200 ms.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause. Default 30 s.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause that a server may ask for (<c>Retry-After</c>). Default 5 min.</summary>
    public TimeSpan LongestAsked { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pipeline that tries <see cref="ElasticsearchException.IsTransient"/> failures again. A bad answer is asked for three times.</summary>
    /// <param name="clock">Measures the pauses.</param>
    /// <param name="say">Is told of waiting at its start, then once a minute, and of its end.</param>
    /// <param name="waits">Is told of each failure that is waited for, and <see langword="null"/> of each request that works.</param>
    public ResiliencePipeline Build(TimeProvider clock, Action<string> say, Action<string?>? waits = null)
    {
        var waiting = new WaitingLines(clock, say, waits);
        var options = new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = arguments => ValueTask.FromResult(IsTriedAgain(arguments.Outcome.Exception, arguments.Context, clock, waiting)),
            OnRetry = arguments =>
            {
                waiting.Failed(arguments.Outcome.Exception!, arguments.RetryDelay);
                return default;
            },
        };
        // Polly's own jitter ends at the longest pause, where those who wait together would stay together.
        options.DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Asked(arguments.Outcome.Exception) ?? Pause(arguments.AttemptNumber, options.Randomizer()));
        return new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(options).Build();
    }

    /// <summary>Doubles from <see cref="First"/> to <see cref="Longest"/>; of that, between half and all.</summary>
    private TimeSpan Pause(int attempt, double random) => TimeSpan.FromTicks((long)(Math.Min(Math.Pow(2, attempt) * First.Ticks, Longest.Ticks) * (1 + random) / 2));

    private bool IsTriedAgain(Exception? failure, ResilienceContext context, TimeProvider clock, WaitingLines waiting)
    {
        if (failure is null) waiting.Worked();
        if (failure is not ElasticsearchException fault) return false;
        Attempts attempts = context.Properties.GetValue(Key, null!) ?? new Attempts(clock.GetTimestamp());
        context.Properties.Set(Key, attempts);
        if (GiveUpAfter > TimeSpan.Zero && clock.GetElapsedTime(attempts.Since) >= GiveUpAfter) return false;
        return fault.IsTransient || (fault.Fault == ElasticsearchFault.BadAnswer && ++attempts.BadAnswers < MostBadAnswers);
    }

    private TimeSpan? Asked(Exception? failure) => failure is ElasticsearchException { RetryAfter: { } asked } ? asked < LongestAsked ? asked : LongestAsked : null;

    private sealed class Attempts(long since)
    {
        public long Since { get; } = since;

        public int BadAnswers { get; set; }
    }
}
