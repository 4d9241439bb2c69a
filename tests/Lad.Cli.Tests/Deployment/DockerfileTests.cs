using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lad.Cli.Tests.Deployment;

public sealed partial class DockerfileTests
{
    private static readonly string Dockerfile = File.ReadAllText(RepositoryRoot.PathTo("deploy", "Dockerfile"));

    [Fact]
    public void Packages_are_restored_for_every_project_that_the_command_is_built_from()
    {
        IEnumerable<string> copied = CopiedProject().Matches(Dockerfile).Select(match => match.Groups[1].Value);

        Assert.Equal(ProjectsBehind("src/Lad.Cli/Lad.Cli.csproj").Distinct().Order(), copied.Order());
    }

    [Fact]
    public void What_it_copies_is_there_and_is_sent_to_the_build()
    {
        string[] sent = [.. File.ReadLines(RepositoryRoot.PathTo(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..])];

        Assert.All(Copied().Matches(Dockerfile).SelectMany(match => match.Groups[1].Value.Split(' ')[..^1]), source =>
        {
            Assert.True(Path.Exists(RepositoryRoot.PathTo(source)), source);
            Assert.Contains(sent, name => source == name || source.StartsWith(name + "/", StringComparison.Ordinal));
        });
    }

    /// <summary>A pattern that finds nothing is no error: the program would be built without what it is to hold.</summary>
    [Fact]
    public void What_projects_take_in_from_elsewhere_is_there_when_they_are_built()
    {
        string[] copied = [.. Copied().Matches(Dockerfile).SelectMany(match => match.Groups[1].Value.Split(' ')[..^1]).Select(source => source.TrimEnd('/'))];
        string[] taken = [.. ProjectsBehind("src/Lad.Cli/Lad.Cli.csproj").Distinct().SelectMany(TakenIn).Distinct()];

        Assert.Contains("config/index-templates", taken);
        Assert.All(taken, directory => Assert.Contains(copied, source => directory == source || directory.StartsWith(source + "/", StringComparison.Ordinal)));
        string wrapper = File.ReadAllText(RepositoryRoot.PathTo("lad"));
        Assert.All(taken, directory => Assert.Matches($@"find (\S+ )*{directory.Split('/')[0]}", wrapper));
    }

    [Fact]
    public void It_ends_as_an_unprivileged_user_and_stops_by_the_signal_that_lad_knows()
    {
        Assert.Matches(@"\nUSER 10001:10001\nSTOPSIGNAL SIGTERM\nENTRYPOINT \[", Dockerfile);
    }

    /// <summary>A framework that a project names and the image does not have keeps the program from starting at all.</summary>
    [Fact]
    public void The_runtime_is_one_with_every_framework_that_the_command_is_built_from()
    {
        IEnumerable<string> frameworks = ProjectsBehind("src/Lad.Cli/Lad.Cli.csproj").Distinct().SelectMany(project => XDocument.Load(RepositoryRoot.PathTo(project)).Descendants("FrameworkReference")).Select(reference => reference.Attribute("Include")!.Value);

        Assert.Equal(["Microsoft.AspNetCore.App"], frameworks.Distinct());
        Assert.Matches(@"\nFROM mcr\.microsoft\.com/dotnet/aspnet:\S+ AS runtime\n", Dockerfile);
    }

    private static IEnumerable<string> TakenIn(string project)
    {
        string folder = Path.GetDirectoryName(RepositoryRoot.PathTo(project))!;
        return XDocument.Load(RepositoryRoot.PathTo(project)).Descendants().Where(item => item.Name.LocalName is "EmbeddedResource" or "None" or "Content" or "Compile")
            .Select(item => item.Attribute("Include")?.Value).OfType<string>().Where(path => path.StartsWith("../../", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(RepositoryRoot.Directory, Path.GetFullPath(Path.Combine(folder, Path.GetDirectoryName(path)!))));
    }

    private static IEnumerable<string> ProjectsBehind(string project)
    {
        string folder = Path.GetDirectoryName(RepositoryRoot.PathTo(project))!;
        IEnumerable<string> references = XDocument.Load(RepositoryRoot.PathTo(project)).Descendants("ProjectReference").Select(reference => Path.GetRelativePath(RepositoryRoot.Directory, Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value))));
        return references.SelectMany(ProjectsBehind).Prepend(project);
    }

    [GeneratedRegex(@"^COPY (\S+\.csproj) ", RegexOptions.Multiline)]
    private static partial Regex CopiedProject();

    [GeneratedRegex(@"^COPY (?!--)(.+)$", RegexOptions.Multiline)]
    private static partial Regex Copied();
}
