using System.Globalization;
using System.Reflection;
using Lad.Cli.Commands;
using Lad.FactStore.Hosting;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Tests.Logging;

public sealed class LogDocumentTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Docs_list_every_event_that_the_code_can_tell_and_no_other()
    {
        string[] told = [.. Events().Select(one => $"| {one.EventId.ToString(CultureInfo.InvariantCulture)} | `{one.EventName}` | {one.Level.ToString().ToLowerInvariant()} |")];
        string[] listed = [.. File.ReadLines(RepositoryRoot.PathTo("docs", "logs.md")).Where(line => line.Length > 3 && line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Select(line => string.Join('|', line.Split('|')[..4]) + "|")];

        Assert.Equal(told, listed);
    }

    [Fact]
    public void Numbers_and_names_are_each_events_own()
    {
        LoggerMessageAttribute[] events = [.. Events()];

        Assert.Equal(events.Length, events.Select(one => one.EventId).Distinct().Count());
        Assert.Equal(events.Length, events.Select(one => one.EventName).Distinct().Count());
        Assert.DoesNotContain(events, one => string.IsNullOrEmpty(one.EventName));
    }

    private static IEnumerable<LoggerMessageAttribute> Events() => new[] { typeof(LadCommand).Assembly, typeof(FactStoreHost).Assembly }
        .SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMethods(All)).Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().OrderBy(one => one.EventId);
}
