namespace Lad.Pipeline.Models;

/// <summary>Records arrived while no model was in force for them.</summary>
public sealed class NoModelException : InvalidOperationException
{
    /// <summary>There is no model at all.</summary>
    public NoModelException()
        : base("There is no model to score with: train one, or load one, before records are read.")
    {
    }

    /// <summary>There are models, but neither one for this service nor a default.</summary>
    /// <param name="service">The service; empty when the record names none.</param>
    public NoModelException(string service)
        : base($"There is no model for {(service.Length == 0 ? "a record that names no service" : $"service '{service}'")}, and none named '{ModelName.Default}' behind the others: publish one.")
    {
    }
}
