using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lad.Cli.Configuration.Importing;

/// <summary>A YAML file of names and values. Only scalars, lists and maps are read, no deeper than <see cref="MaxDepth"/>; tags and aliases are refused, so that a file makes no objects and does not grow.</summary>
internal static class YamlText
{
    /// <summary>How deep lists and maps may be within each other.</summary>
    public const int MaxDepth = 16;

    private static readonly string[] PlainTags = [.. "str int float bool null map seq".Split(' ').Select(type => "tag:yaml.org,2002:" + type)];

    /// <summary>Reads the members of the outermost map.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">The keys in their order.</param>
    /// <param name="fault">Where it fails, without a value.</param>
    public static bool TryRead(string text, out IReadOnlyList<ImportedValue> values, out string fault)
    {
        var found = new List<ImportedValue>();
        values = found;
        fault = "";
        try
        {
            Read(new Parser(new Scanner(new StringReader(text), skipComments: true)), found);
            if (found.Count == 0) fault = "it holds nothing";
        }
        catch (RefusedException refusal)
        {
            fault = refusal.Message;
        }
        catch (YamlException failure)
        {
            // What the parser itself says may quote the file.
            fault = $"line {failure.Start.Line} cannot be read";
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // Thrown by the parser, instead of its own exception, for some tags and some beginnings of a document.
            fault = "there is what cannot be read";
        }
        return fault.Length == 0;
    }

    private static void Read(Parser parser, List<ImportedValue> found)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<MappingStart>(out _)) throw Refused(parser, "there is no map of names and values");
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            string key = Key(parser);
            bool scalar = parser.Accept<Scalar>(out _);
            JsonNode? value = Value(parser, 1);
            found.Add(new ImportedValue(key, scalar ? (string?)value ?? "" : value!.ToJsonString(), scalar));
        }
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out _)) throw Refused(parser, "there is more than one document");
    }

    private static string Key(Parser parser) => parser.Accept<Scalar>(out _) ? parser.Consume<Scalar>().Value : throw Refused(parser, "there is a key that is no name");

    private static JsonNode? Value(Parser parser, int depth)
    {
        if (depth > MaxDepth) throw Refused(parser, "there is more within each other than is read");
        if (parser.Current is not NodeEvent node) throw Refused(parser, "there is an alias, which is not followed");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !PlainTags.Contains(node.Tag.Value)) throw Refused(parser, "there is a tag, which is not followed");
        parser.MoveNext();
        switch (node)
        {
            case Scalar scalar:
                return scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? null : JsonValue.Create(scalar.Value);
            case SequenceStart:
                var items = new JsonArray();
                while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(parser, depth + 1));
                return items;
            default:
                var members = new JsonObject();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    string name = Key(parser);
                    members[name] = Value(parser, depth + 1);
                }
                return members;
        }
    }

    private static RefusedException Refused(Parser parser, string reason) => new($"line {parser.Current?.Start.Line ?? 1}: {reason}");

    private sealed class RefusedException(string message) : Exception(message);
}
