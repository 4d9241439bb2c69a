using System.Globalization;
using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>Holds values against schemas. Stricter than JSON Schema: a property that no schema names is a fault wherever a schema names some, as misspelt ones would pass otherwise.</summary>
internal static class SchemaCheck
{
    /// <summary>What is wrong with a value: at which place, and what.</summary>
    public static IReadOnlyList<Problem> Check(JsonElement value, Schema schema, string at = "")
    {
        // Nearly all values fit, and finding that out must cost little: places and words are put together for the others only.
        if (SchemaFit.Fits(value, schema)) return [];
        List<Problem>? best = null;
        foreach (Shape shape in SchemaFit.Meant(value, schema))
        {
            var problems = new List<Problem>();
            Check(value, shape, at, problems);
            if (best is null || Closeness(problems, at) > Closeness(best, at)) best = problems;
        }

        return best ?? [new(at, $"{Shown(value)} is of no kind that is known here")];
    }

    /// <summary>Which alternative was meant: one that fails further inside rather than at the value itself, and there one of the value's type.</summary>
    private static int Closeness(List<Problem> problems, string at) =>
        (problems.TrueForAll(problem => problem.At != at) ? 1000 : problems.TrueForAll(problem => !problem.What.Contains(" is no ", StringComparison.Ordinal)) ? 500 : 0) - problems.Count;

    private static void Check(JsonElement value, Shape shape, string at, List<Problem> problems)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (shape is { Nullable: false, Type: not null }) problems.Add(new(at, $"is null instead of {shape.Type}"));
            return;
        }

        if (shape.Type is not null && shape.Type != SchemaFit.TypeOf(value)) problems.Add(new(at, $"{Shown(value)} is no {shape.Type}"));
        else if (shape.Values is not null && !shape.Values.Contains(SchemaFit.Text(value))) problems.Add(new(at, $"{Shown(value)} is none of {string.Join(", ", shape.Values)}"));
        else if (value.ValueKind == JsonValueKind.Object) CheckObject(value, shape, at, problems);
        else if (value.ValueKind == JsonValueKind.Array && shape.Items is { } items) CheckItems(value, items, at, problems);
    }

    private static void CheckObject(JsonElement value, Shape shape, string at, List<Problem> problems)
    {
        int count = 0, required = 0;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            count++;
            string name = property.Name;
            if (shape.Required.Contains(name)) required++;
            if ((shape.Properties.TryGetValue(name, out Schema? schema) ? schema : shape.Others) is { } known)
            {
                problems.AddRange(Check(property.Value, known, Below(at, name)));
            }
            else if (!shape.IsOpen)
            {
                problems.Add(new(Below(at, name), "is a property that the contract does not know"));
            }
        }

        if (required < shape.Required.Count) problems.AddRange(shape.Required.Where(name => !value.TryGetProperty(name, out _)).Select(name => new Problem(Below(at, name), "is missing")));
        if (count < shape.MinProperties) problems.Add(new(at, $"has fewer than {shape.MinProperties} properties"));
        if (count > shape.MaxProperties) problems.Add(new(at, $"has more than {shape.MaxProperties} properties"));
    }

    private static void CheckItems(JsonElement value, Schema items, string at, List<Problem> problems)
    {
        int number = 0;
        foreach (JsonElement item in value.EnumerateArray()) problems.AddRange(Check(item, items, Below(at, (number++).ToString(CultureInfo.InvariantCulture))));
    }

    private static string Below(string at, string name) => $"{at}/{name}";

    private static string Shown(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length > 80 ? text[..80] + "..." : text;
    }
}
