namespace Lad.Pipeline.Models;

/// <summary>Records arrived while no model was in force.</summary>
public sealed class NoModelException() : InvalidOperationException("There is no model to score with: train one, or load one, before records are read.");
