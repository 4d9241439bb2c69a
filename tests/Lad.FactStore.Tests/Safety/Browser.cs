using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Lad.FactStore.Tests.Safety;

/// <summary>What a browser does that matters here: keeps cookies, says where a request comes from, and sends a form's hidden fields back.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = true };
    private readonly HttpClient client;

    public Browser(Uri store) => client = new HttpClient(handler) { BaseAddress = store };

    public CookieContainer Cookies => handler.CookieContainer;

    public Task<HttpResponseMessage> GetAsync(string path, string site = "none")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return client.SendAsync(request);
    }

    /// <summary>Opens a page, fills the form that posts to <paramref name="action"/>, and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await GetAsync(page);
        string html = await answer.Content.ReadAsStringAsync();
        Match form = Forms().Matches(html).FirstOrDefault(match => match.Groups["action"].Value == action) ?? throw new InvalidOperationException($"{page} has no form for {action}: {html}");
        List<KeyValuePair<string, string>> values = [.. Hidden().Matches(form.Value).Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)))];
        foreach ((string name, string value) in fields)
        {
            values.RemoveAll(entry => entry.Key == name);
            values.Add(KeyValuePair.Create(name, value));
        }
        return await PostAsync(action, new FormUrlEncodedContent(values));
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content, string? origin = null, string site = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Origin", origin ?? client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", site);
        return client.SendAsync(request);
    }

    /// <summary>Signs in by token.</summary>
    public Task<HttpResponseMessage> SignInAsync(string token, string path = "/") => SubmitAsync($"/sign-in?return={Uri.EscapeDataString(path)}", "/sign-in", ("token", token));

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""<form[^>]*action="(?<action>[^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)""")]
    private static partial Regex Hidden();
}
