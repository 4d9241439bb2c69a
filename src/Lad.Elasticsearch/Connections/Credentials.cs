using System.Text;

namespace Lad.Elasticsearch.Connections;

/// <summary>What requests prove who they are with. No text form shows a secret.</summary>
public abstract record Credentials
{
    private protected Credentials()
    {
    }

    /// <summary>The header <c>Authorization</c>.</summary>
    internal abstract string Header { get; }

    /// <summary>What must appear in no text.</summary>
    internal abstract IEnumerable<string> Secrets { get; }

    /// <summary>An API key.</summary>
    /// <param name="Encoded">As Elasticsearch gives it in <c>encoded</c>: base64 of <c>id:api_key</c>.</param>
    public sealed record ApiKey(string Encoded) : Credentials
    {
        internal override string Header => $"ApiKey {Encoded}";

        internal override IEnumerable<string> Secrets => [Encoded];

        /// <inheritdoc/>
        public override string ToString() => "an API key";
    }

    /// <summary>User and password.</summary>
    public sealed record Basic(string User, string Password) : Credentials
    {
        internal override string Header => $"Basic {Encoded}";

        internal override IEnumerable<string> Secrets => [Password, Encoded];

        private string Encoded => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

        /// <inheritdoc/>
        public override string ToString() => $"user {User} and a password";
    }

    /// <summary>A bearer token: a service account's, or one of an identity provider.</summary>
    public sealed record Bearer(string Token) : Credentials
    {
        internal override string Header => $"Bearer {Token}";

        internal override IEnumerable<string> Secrets => [Token];

        /// <inheritdoc/>
        public override string ToString() => "a bearer token";
    }
}
