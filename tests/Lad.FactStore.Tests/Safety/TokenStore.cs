using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

/// <summary>A store where an editor and a reader sign in by token, for the tests of a class that change nothing in it.</summary>
public sealed class TokenStore : IAsyncLifetime
{
    internal TestStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await TestStore.WithTokensAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();
}
