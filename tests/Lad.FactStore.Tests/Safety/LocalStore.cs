using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

/// <summary>A store where nobody signs in, for the tests of a class that change nothing in it.</summary>
public sealed class LocalStore : IAsyncLifetime
{
    internal TestStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await TestStore.StartAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();
}
