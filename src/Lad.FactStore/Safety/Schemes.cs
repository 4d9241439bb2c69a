namespace Lad.FactStore.Safety;

/// <summary>How someone says who they are.</summary>
internal static class Schemes
{
    /// <summary>Not at all: everyone is the user of the operating system.</summary>
    public const string Local = "local";

    /// <summary>By a token or a session, whichever the request brings.</summary>
    public const string Any = "any";

    /// <summary>By a token in <c>Authorization: Bearer</c>.</summary>
    public const string Token = "token";

    /// <summary>By the cookie of a session.</summary>
    public const string Session = "session";
}
