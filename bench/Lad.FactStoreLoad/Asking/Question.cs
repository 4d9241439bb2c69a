namespace Lad.FactStoreLoad.Asking;

/// <summary>Something that is asked over and over.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Ask">Asks it once.</param>
internal sealed record Question(string Name, Func<CancellationToken, Task> Ask);
