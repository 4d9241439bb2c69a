using System.Reflection;
using Xunit.Sdk;

namespace Lad.FactStore.Tests.Storage;

/// <summary>A theory's test runs on PostgreSQL; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresqlAttribute : DataAttribute
{
    public OnPostgresqlAttribute() => Skip = PostgresCluster.WhyNot;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseKind.Postgresql]];
}
