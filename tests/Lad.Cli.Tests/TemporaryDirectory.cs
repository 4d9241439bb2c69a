namespace Lad.Cli.Tests;

/// <summary>A directory that lives as long as the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("lad-test-").FullName;

    public string PathTo(string name) => Path.Combine(Root, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(PathTo(name), content);
        return PathTo(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
