namespace Lad.FactStore.Models;

/// <summary>There is no model of this name, or no such version of it; the message says which.</summary>
public sealed class UnknownModelException(string message) : Exception(message);
