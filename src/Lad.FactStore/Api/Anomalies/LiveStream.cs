using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Lad.FactStore.Api.Anomalies;

/// <summary>What comes in, as server-sent events, to a bounded number of listeners. One who comes back says what it saw last (<c>Last-Event-ID</c>) and gets what the archive has since. A stream ends after about a minute: whoever comes back is asked again who they are, and has lost nothing.</summary>
internal sealed class LiveStream(ApiLimits limits)
{
    private int listeners;

    public async Task AnswerAsync(HttpContext context, FactStoreParts parts, IHostApplicationLifetime lifetime)
    {
        ParameterReader.Query(context).End();
        if (Interlocked.Increment(ref listeners) > limits.MaxListeners)
        {
            Interlocked.Decrement(ref listeners);
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, $"{limits.MaxListeners} listeners are there already.") { RetryAfter = 30 };
        }

        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await StreamAsync(context, parts, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the server stops: the stream just ends.
        }
        finally
        {
            Interlocked.Decrement(ref listeners);
        }
    }

    private async Task StreamAsync(HttpContext context, FactStoreParts parts, CancellationToken end)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(end);
        await using IAsyncEnumerator<(AnomalyRecord Anomaly, long Missed)> tail = parts.Tail.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        // Watched from before the archive is asked: what comes in meanwhile is known twice rather than never.
        Task<bool> next = tail.MoveNextAsync().AsTask();
        try
        {
            // Before the answer begins, so that a database that is away is told as a problem.
            string lastEvent = context.Request.Headers["Last-Event-ID"].ToString();
            CatchUp missed = await CatchUp.ReadAsync(parts.Archive, lastEvent, end).ConfigureAwait(false);
            // One who has seen nothing that is kept is told where it stands, so that it can say so when it comes back.
            bool isPlaced = missed.Anomalies.Count > 0 || (lastEvent.Length > 0 && !missed.HasGap);
            AnomalyRecord? latest = isPlaced ? null : await CatchUp.LatestAsync(parts.Archive, end).ConfigureAwait(false);
            EventWriter events = Begin(context);
            await events.OpenAsync(end).ConfigureAwait(false);
            if (latest is not null) await events.PlaceAsync(latest.EventId, end).ConfigureAwait(false);
            if (missed.HasGap) await events.MissedAsync(null, end).ConfigureAwait(false);
            foreach (AnomalyRecord anomaly in missed.Anomalies)
            {
                await events.AnomalyAsync(anomaly, end).ConfigureAwait(false);
                latest = anomaly;
            }

            HashSet<string> known = [.. missed.Anomalies.Select(anomaly => anomaly.EventId)];
            using var heartbeat = new PeriodicTimer(limits.Heartbeat, parts.Clock);
            Task<bool> beat = heartbeat.WaitForNextTickAsync(end).AsTask();
            int beats = 0;
            while (true)
            {
                // The heartbeat first: a stream that is never silent ends too.
                if (beat.IsCompleted || await Task.WhenAny(next, beat).ConfigureAwait(false) == beat)
                {
                    if (!await beat.ConfigureAwait(false)) return;
                    if (++beats >= limits.LastBeat)
                    {
                        await events.EndAsync(latest?.EventId, end).ConfigureAwait(false);
                        return;
                    }
                    await events.HeartbeatAsync(end).ConfigureAwait(false);
                    beat = heartbeat.WaitForNextTickAsync(end).AsTask();
                    continue;
                }

                if (!await next.ConfigureAwait(false)) return;
                (AnomalyRecord anomaly, long count) = tail.Current;
                if (count > 0) await events.MissedAsync(count, end).ConfigureAwait(false);
                if (latest is null || anomaly.At >= latest.At) latest = anomaly;
                if (known.Count == 0 || !known.Remove(anomaly.EventId)) await events.AnomalyAsync(anomaly, end).ConfigureAwait(false);
                next = tail.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be disposed of while it is being moved.
            await stop.CancelAsync().ConfigureAwait(false);
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private static EventWriter Begin(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return new EventWriter(response.Body);
    }
}
