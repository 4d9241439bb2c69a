using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>
/// The contract as read, with a hand-written supplement: the scroll's endpoints and errors, which the subset leaves out, and what is named by a field (sort options, terms), which OpenAPI's form of the specification lost.
/// Read once, shared by all servers.
/// </summary>
internal sealed class ContractDocument
{
    private static readonly Lazy<ContractDocument?> Loaded = new(() => ContractFile.Find() is { } path ? new ContractDocument(path) : null);
    private readonly List<Operation> operations;

    private ContractDocument(string path)
    {
        using Stream supplement = typeof(ContractDocument).Assembly.GetManifestResourceStream("supplement.json") ?? throw new InvalidDataException("supplement.json is not in the assembly.");
        JsonElement[] documents = [JsonDocument.Parse(File.ReadAllBytes(path)).RootElement, JsonDocument.Parse(supplement).RootElement];
        var library = new SchemaLibrary(documents);
        operations = [.. documents.SelectMany(document => Operation.All(document, library))];
        Error = library.Named("#/components/schemas/stand_in.Error");
        BulkAction = library.Named("#/components/schemas/_global.bulk.OperationContainer");
    }

    /// <summary><see langword="null"/> when the contract file is absent.</summary>
    public static ContractDocument? Shared => Loaded.Value;

    public Schema Error { get; }

    /// <summary>The lines of a bulk request that say what to do.</summary>
    public Schema BulkAction { get; }

    /// <summary>Works out every schema that operations reach, which otherwise happens when one is needed.</summary>
    /// <exception cref="InvalidDataException">A reference points nowhere.</exception>
    public int Explore()
    {
        var seen = new HashSet<Schema>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Schema>(operations.SelectMany(operation => operation.Parameters.Values.Append(operation.Body).Append(operation.Answer)).Append(Error).Append(BulkAction).OfType<Schema>());
        while (open.TryPop(out Schema? schema))
        {
            if (!seen.Add(schema)) continue;
            foreach (Schema? inner in schema.Shapes.SelectMany(shape => shape.Properties.Values.Append(shape.Others).Append(shape.Items)))
            {
                if (inner is not null) open.Push(inner);
            }
        }

        return seen.Count;
    }

    public Operation? Find(ApiRequest request) => operations.Find(operation => operation.Fits(request));
}
