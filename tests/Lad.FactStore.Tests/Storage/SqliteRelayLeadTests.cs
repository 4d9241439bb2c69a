using Lad.FactStore.Storage;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Storage;

public sealed class SqliteRelayLeadTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task One_leads_and_when_it_ends_another_does()
    {
        string database = directory.File("facts.db");
        await using (SqliteRelayLead? first = SqliteRelayLead.TryTake(database))
        {
            Assert.NotNull(first);
            Assert.Null(SqliteRelayLead.TryTake(database));
        }

        await using SqliteRelayLead? next = SqliteRelayLead.TryTake(database);
        Assert.NotNull(next);
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_an_error_and_not_another_that_leads()
    {
        FactStoreException failure = Assert.Throws<FactStoreException>(() => SqliteRelayLead.TryTake(directory.File("missing/facts.db")));

        Assert.Contains("facts.db-relay: it cannot be made or opened", failure.Message, StringComparison.Ordinal);
    }
}
