using System.Net.Sockets;

namespace Lad.Containers.Tests.Composed;

/// <summary>Waits that have an end.</summary>
internal static class Until
{
    /// <summary>Waits until something holds. A server that does not answer yet is one where it does not hold.</summary>
    /// <param name="holds">Looks.</param>
    /// <param name="what">What was waited for, for the message.</param>
    /// <param name="patience">How long.</param>
    /// <exception cref="TimeoutException">It did not come to it.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> holds, Func<string> what, TimeSpan patience)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        Exception? last = null;
        while (TimeProvider.System.GetElapsedTime(start) < patience)
        {
            try
            {
                if (await holds()) return;
                last = null;
            }
            catch (Exception away) when (away is HttpRequestException or SocketException or IOException or TaskCanceledException)
            {
                last = away;
            }
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"Within {patience} it did not come to it that {what()}.{(last is null ? "" : " " + last.Message)}", last);
    }
}
