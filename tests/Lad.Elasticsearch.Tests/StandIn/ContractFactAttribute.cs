using Lad.Elasticsearch.StandIn.Contracts;

namespace Lad.Elasticsearch.Tests.StandIn;

/// <summary>A test that needs the contract file, which is no part of the repository.</summary>
internal sealed class ContractFactAttribute : FactAttribute
{
    public ContractFactAttribute()
    {
        if (OpenApiContract.FilePath is null) Skip = Reason;
    }

    public static string Reason => "elasticsearch/openapi-subset.json is not there: looked in LAD_TEST_CONTRACTS and in shared/contracts beside the repository";
}

/// <summary>Several such tests.</summary>
internal sealed class ContractTheoryAttribute : TheoryAttribute
{
    public ContractTheoryAttribute()
    {
        if (OpenApiContract.FilePath is null) Skip = ContractFactAttribute.Reason;
    }
}
