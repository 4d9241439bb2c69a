using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <content>Index templates. Callers hold the lock.</content>
public sealed partial class ClusterState
{
    private static readonly HashSet<string> Components = ["logs@mappings", "logs@settings", "logs-mappings", "logs-settings", "ecs@mappings", "data-streams@mappings", "data-streams-mappings"];

    internal void PutTemplate(string name, JsonElement body, bool create)
    {
        if (create && templates.ContainsKey(name)) throw ApiException.IllegalArgument($"index template [{name}] already exists");
        var template = new IndexTemplate(name, body.Clone());
        if (template.Patterns.Count == 0) throw new ApiException(400, "action_request_validation_exception", "Validation Failed: 1: index patterns are missing;");
        CheckTypes(template.Body);
        template.Mapping();
        CheckComponents(name, body);
        IndexTemplate? rival = templates.Values.FirstOrDefault(one => one.Name != name && one.Priority == template.Priority && one.Patterns.Any(a => template.Patterns.Any(b => Overlap(a, b))));
        if (rival is not null)
        {
            throw ApiException.IllegalArgument(
                $"index template [{name}] has index patterns [{string.Join(", ", template.Patterns)}] matching patterns from existing templates [{rival.Name}] with patterns " +
                $"({rival.Name} => [{string.Join(", ", rival.Patterns)}]) that have the same priority [{template.Priority}], multiple index templates may not match during index creation, please use a different priority");
        }

        templates[name] = template;
    }

    internal IReadOnlyList<IndexTemplate> FindTemplates(string name) =>
        [.. templates.Values.Where(template => name.Split(',').Any(part => Wildcard.IsOne(part) ? Wildcard.Matches(part, template.Name) : part == template.Name))];

    internal IReadOnlyList<DataStream> FindStreams(string name)
    {
        var found = new List<DataStream>();
        foreach (string part in name.Split(','))
        {
            if (Wildcard.IsOne(part)) found.AddRange(streams.Values.Where(stream => Wildcard.Matches(part, stream.Name)));
            else found.Add(streams.GetValueOrDefault(part) ?? throw ApiException.NoSuchIndex(part));
        }

        return found;
    }

    /// <summary>OpenSearch has no <c>flattened</c>.</summary>
    private void CheckTypes(JsonElement element)
    {
        if (!options.OpenSearch || element.ValueKind != JsonValueKind.Object) return;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("flattened"))
                throw new ApiException(400, "mapper_parsing_exception", $"Failed to parse mapping [_doc]: No handler for type [flattened] declared on field [{property.Name}]");
            CheckTypes(property.Value);
        }
    }

    private static void CheckComponents(string name, JsonElement body)
    {
        if (!body.TryGetProperty("composed_of", out JsonElement parts)) return;
        HashSet<string> optional = body.TryGetProperty("ignore_missing_component_templates", out JsonElement ignored) ? [.. ignored.EnumerateArray().Select(part => part.GetString()!)] : [];
        List<string> missing = [.. parts.EnumerateArray().Select(part => part.GetString()!).Where(part => !Components.Contains(part) && !optional.Contains(part))];
        if (missing.Count > 0)
            throw new ApiException(400, "invalid_index_template_exception", $"index_template [{name}] invalid, cause [index template [{name}] specifies component templates [{string.Join(", ", missing)}] that do not exist]");
    }

    /// <summary>Whether some name fits both patterns; exact for patterns with stars only at their ends.</summary>
    private static bool Overlap(string one, string other)
    {
        string a = one.TrimEnd('*'), b = other.TrimEnd('*');
        return Wildcard.Matches(one, b) || Wildcard.Matches(other, a) || (one.EndsWith('*') && other.EndsWith('*') && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)));
    }
}
