namespace Lad.FactStore.Safety;

/// <summary>A sign-in by OpenID Connect is refused; the message says why, for people and the log, without a token or a code.</summary>
internal sealed class OpenIdException(string message, Exception? inner = null) : Exception(message, inner);
