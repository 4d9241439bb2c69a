namespace Lad.Elasticsearch.Connections;

/// <summary>What requests prove who they are with. No text form shows a secret.</summary>
public abstract record Credentials
{
    /// <summary>An API key.</summary>
    /// <param name="Encoded">As Elasticsearch gives it in <c>encoded</c>: base64 of <c>id:api_key</c>.</param>
    public sealed record ApiKey(string Encoded) : Credentials
    {
        /// <inheritdoc/>
        public override string ToString() => "an API key";
    }

    /// <summary>User and password.</summary>
    public sealed record Basic(string User, string Password) : Credentials
    {
        /// <inheritdoc/>
        public override string ToString() => $"user {User} and a password";
    }

    /// <summary>A bearer token: a service account's, or one of an identity provider.</summary>
    public sealed record Bearer(string Token) : Credentials
    {
        /// <inheritdoc/>
        public override string ToString() => "a bearer token";
    }
}
