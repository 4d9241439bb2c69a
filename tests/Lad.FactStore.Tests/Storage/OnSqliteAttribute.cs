using System.Reflection;
using Xunit.Sdk;

namespace Lad.FactStore.Tests.Storage;

/// <summary>A theory's test runs on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseKind.Sqlite]];
}
