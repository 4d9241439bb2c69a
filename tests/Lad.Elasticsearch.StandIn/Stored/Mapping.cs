using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>What an index knows of its fields.</summary>
internal sealed class Mapping
{
    /// <summary>The root's fields.</summary>
    public MappedField Root { get; private init; } = new("object", "true");

    /// <summary>Whether strings that nobody mapped become keywords instead of text with a keyword beneath, as in the built-in templates for logs.</summary>
    public bool StringsAreKeywords { get; private init; }

    public Mapping WithKeywords() => new() { Root = Root, StringsAreKeywords = true };

    public static Mapping Of(JsonElement mappings) => new() { Root = MappedField.Of(mappings, "object", "true") };

    /// <summary>The type of a field; <see langword="null"/> for one that is not mapped.</summary>
    public string? TypeOf(string path)
    {
        MappedField? field = Find(Root, path);
        return field?.Type;
    }

    private static MappedField? Find(MappedField field, string path)
    {
        if (path.Length == 0) return field;
        foreach ((string name, MappedField child) in field.Properties.Concat(field.Variants))
        {
            if (path == name) return child;
            if (path.Length > name.Length && path[name.Length] == '.' && path.StartsWith(name, StringComparison.Ordinal) && Find(child, path[(name.Length + 1)..]) is { } found) return found;
        }

        return field.Type == "flattened" ? new("keyword", "true") : null;
    }
}
