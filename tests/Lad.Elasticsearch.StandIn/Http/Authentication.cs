using System.Text;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Lets in who has the credentials.</summary>
internal static class Authentication
{
    private const string Challenges = "\"Basic realm=\\\"security\\\" charset=\\\"UTF-8\\\"\",\"Bearer realm=\\\"security\\\"\",\"ApiKey\"";

    /// <summary>The 401; <see langword="null"/> for who may come in.</summary>
    public static Answer? Refusal(StandInOptions options, string? header, string path)
    {
        if (!options.NeedsCredentials) return null;
        if (string.IsNullOrEmpty(header)) return Refused($"missing authentication credentials for REST request [{path}]");
        if (options.ApiKey is { } key && header == $"ApiKey {key}") return null;
        if (options.Token is { } token && header == $"Bearer {token}") return null;
        if (options.User is { } user && header == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password}"))) return null;
        return Refused($"unable to authenticate with provided credentials and anonymous access is not allowed for REST request [{path}]");
    }

    private static Answer Refused(string reason)
    {
        string cause = $$"""{"type":"security_exception","reason":"{{reason}}","header":{"WWW-Authenticate":[{{Challenges}}]}""";
        return Answer.Text(401, $$"""{"error":{"root_cause":[{{cause}}}],{{cause[1..]}}},"status":401}""", "application/json") with
        {
            Headers = [new("WWW-Authenticate", "Basic realm=\"security\", charset=\"UTF-8\""), new("WWW-Authenticate", "Bearer realm=\"security\""), new("WWW-Authenticate", "ApiKey")],
        };
    }
}
