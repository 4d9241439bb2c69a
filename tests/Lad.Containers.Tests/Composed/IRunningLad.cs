namespace Lad.Containers.Tests.Composed;

/// <summary>The program while it runs.</summary>
internal interface IRunningLad : IAsyncDisposable
{
    /// <summary>What it is called in messages.</summary>
    string Name { get; }

    /// <summary>What it wrote for people by now.</summary>
    Task<string> SaidAsync();

    /// <summary>Whether it has ended.</summary>
    bool HasEnded { get; }

    /// <summary>Waits until it ends by itself: its exit code.</summary>
    Task<long> ExitAsync();

    /// <summary>Stops it as an operator does: its exit code.</summary>
    Task<long> StopAsync();
}

/// <summary>Starts the program.</summary>
internal interface ILadStarter
{
    Task<IRunningLad> StartAsync(string name, IReadOnlyDictionary<string, string> variables, params string[] arguments);
}
