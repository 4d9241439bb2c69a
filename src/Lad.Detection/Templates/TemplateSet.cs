namespace Lad.Detection.Templates;

/// <summary>The templates of a model, in an order that is part of it: a template's index is its identity inside the model.</summary>
/// <param name="Items">The templates.</param>
public sealed record TemplateSet(IReadOnlyList<Template> Items)
{
    /// <summary>A set without a template.</summary>
    public static TemplateSet Empty { get; } = new([]);
}
