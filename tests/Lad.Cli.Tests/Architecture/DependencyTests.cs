using System.Xml.Linq;

namespace Lad.Cli.Tests.Architecture;

public sealed class DependencyTests
{
    // Outermost first: a project may refer to those in later rows only.
    private static readonly string[][] Layers =
    [
        ["Lad.Cli"],
        ["Lad.Kafka", "Lad.Elasticsearch", "Lad.FactStore", "Lad.Akka"],
        ["Lad.Pipeline"],
        ["Lad.Detection"],
    ];

    public static TheoryData<string> Projects => [.. Directory.GetFiles(RepositoryRoot.PathTo("src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_refer_inwards_only(string project)
    {
        int layer = LayerOf(project);

        Assert.True(layer >= 0, $"{project} has no place in the layers: give it one");
        Assert.All(References(project), reference => Assert.True(LayerOf(reference) > layer, $"{project} must not refer to {reference}"));
    }

    [Fact]
    public void Detection_does_no_input_or_output()
    {
        string[] forbidden = ["System.IO.", "System.Net.", "System.Diagnostics.Process", "Microsoft.Extensions."];

        IEnumerable<string> types = typeof(Detection.Detector).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name! + ".");

        Assert.DoesNotContain(types, name => forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && !name.StartsWith("System.IO.Hashing", StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_are_namespaces()
    {
        foreach (string file in Directory.GetFiles(RepositoryRoot.PathTo("src"), "*.cs", SearchOption.AllDirectories))
        {
            string folder = Path.GetRelativePath(RepositoryRoot.PathTo("src"), Path.GetDirectoryName(file)!).Replace('/', '.');
            if (folder.Contains(".obj", StringComparison.Ordinal) || folder.Contains(".bin", StringComparison.Ordinal)) continue;
            string? declared = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
            Assert.True(declared is null || declared == $"namespace {folder};", $"{file} declares {declared}");
        }
    }

    private static int LayerOf(string project) => Array.FindIndex(Layers, layer => layer.Contains(project));

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(RepositoryRoot.PathTo("src", project, project + ".csproj")).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
