using System.Net.Http.Json;

namespace Lad.EndToEnd.Tests;

/// <summary>Asks a process how it is, as a cluster's probes do.</summary>
internal sealed class Probe(LadProcess lad) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Uri? address;

    public void Dispose() => client.Dispose();

    /// <summary>Where the process says that it answers.</summary>
    public async Task<Uri> AddressAsync()
    {
        const string Said = "probes are answered at ";
        await UntilAsync(() => lad.ErrorSoFar.Contains(Said, StringComparison.Ordinal), () => lad.ErrorSoFar);
        string text = lad.ErrorSoFar[(lad.ErrorSoFar.IndexOf(Said, StringComparison.Ordinal) + Said.Length)..];
        return address ??= new Uri(text[..text.IndexOf("/live", StringComparison.Ordinal)] + "/");
    }

    /// <summary>Asks until the answer is so.</summary>
    /// <param name="what"><c>live</c>, <c>ready</c> or <c>startup</c>.</param>
    /// <param name="code">The wanted HTTP status.</param>
    /// <param name="status">The wanted state.</param>
    /// <param name="reason">What one of the reasons is to contain.</param>
    public async Task UntilAsync(string what, int code, string status, string? reason = null)
    {
        Uri at = new(await AddressAsync(), what);
        string last = "nothing";
        await UntilAsync(async () =>
        {
            (int Code, Answer Answer) = await AskAsync(at);
            last = $"{Code} {Answer.Status}: {string.Join("; ", Answer.Reasons)}";
            return Code == code && Answer.Status == status && (reason is null || Answer.Reasons.Any(one => one.Contains(reason, StringComparison.Ordinal)));
        }, () => $"{at} answered at last {last}\n{lad.ErrorSoFar}");
    }

    /// <summary>Asks once.</summary>
    public async Task<(int Code, string Status)> AskAsync(string what)
    {
        (int code, Answer answer) = await AskAsync(new Uri(await AddressAsync(), what));
        return (code, answer.Status);
    }

    /// <summary>Waits for something.</summary>
    public static Task UntilAsync(Func<bool> holds, Func<string> otherwise) => UntilAsync(() => Task.FromResult(holds()), otherwise);

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience) Assert.Fail(otherwise());
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task<(int Code, Answer Answer)> AskAsync(Uri at)
    {
        using HttpResponseMessage answer = await client.GetAsync(at);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<Answer>())!);
    }

    private sealed record Answer(string Status, string[] Reasons);
}
