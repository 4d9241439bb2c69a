namespace Lad.FactStore;

/// <summary>The fact store cannot do what it was asked; the message says what, where and what to do, without a secret.</summary>
public sealed class FactStoreException(string message, Exception? inner = null) : Exception(message, inner);
