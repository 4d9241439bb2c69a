namespace Lad.FactStore.Tests.Storage;

/// <summary>The kinds of databases that a test runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgresql,
}
