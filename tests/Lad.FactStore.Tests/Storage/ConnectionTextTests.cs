using Lad.FactStore.Storage;

namespace Lad.FactStore.Tests.Storage;

public sealed class ConnectionTextTests
{
    [Theory]
    [InlineData(".lad/facts.db", "sqlite:.lad/facts.db")]
    [InlineData("/var/lib/a=b/facts.db", "sqlite:/var/lib/a=b/facts.db")]
    [InlineData("sqlite:facts.db", "sqlite:facts.db")]
    [InlineData("Data Source=my facts.db", "sqlite:my facts.db")]
    [InlineData("data source=facts.db;Default Timeout=1", "sqlite:facts.db")]
    [InlineData("Host=db.example;Database=lad;Username=lad;Password=s3cret", "postgresql:db.example/lad")]
    [InlineData("Server=db.example;User Id=lad;Password=s3cret", "postgresql:db.example/lad")]
    [InlineData("postgresql://lad:s3cret@db.example:5433/facts?sslmode=verify-full", "postgresql:db.example/facts")]
    [InlineData("postgres://lad:s3%2Fcr%40et@db.example/facts", "postgresql:db.example/facts")]
    [InlineData("postgresql:///facts?host=/var/run/postgresql&user=lad", "postgresql:/var/run/postgresql/facts")]
    public async Task A_database_is_named_without_its_password(string text, string name)
    {
        await using DatabaseEngine engine = ConnectionText.Parse(text);

        Assert.Equal(name, engine.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":memory:")]
    [InlineData("Host=db;Password=s3cret;Frobnicate=1")]
    [InlineData("Host=db;Password=s3cret;Port=s3cret")]
    [InlineData("Host=db;Password='s3cret")]
    [InlineData("postgresql://lad:s3cret@db:port/facts")]
    [InlineData("postgresql://lad:s3cret@db/facts?frobnicate=s3cret")]
    [InlineData("postgresql:///facts")]
    public void What_is_no_connection_string_is_refused_without_repeating_it(string text)
    {
        var refused = Assert.Throws<FactStoreException>(() => ConnectionText.Parse(text));

        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
    }
}
