using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Records;

namespace Lad.Cli.Tests.Records;

public sealed class ReadingFaultTests
{
    private static readonly Moment Time = new(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(LocationKind.Elasticsearch, true, true, true, false, null)]
    [InlineData(LocationKind.Elasticsearch, true, false, true, true, null)]
    [InlineData(LocationKind.Elasticsearch, true, true, false, true, "what is followed has no end")]
    [InlineData(LocationKind.Kafka, true, false, false, false, null)]
    [InlineData(LocationKind.Kafka, false, true, false, false, "cannot be read up to a time")]
    [InlineData(LocationKind.Kafka, false, false, true, false, "cannot be kept in kafka:cursors")]
    [InlineData(LocationKind.File, true, false, false, false, "cannot be read from a time on")]
    [InlineData(LocationKind.File, false, true, false, false, "cannot be read up to a time")]
    [InlineData(LocationKind.File, false, false, true, false, "cannot be kept in kafka:cursors")]
    [InlineData(LocationKind.Standard, false, false, false, true, null)]
    public void What_a_source_cannot_do_is_said(LocationKind kind, bool since, bool until, bool cursorTopic, bool follows, string? reason)
    {
        var input = new InputSettings { From = new Location(kind, "logs"), Since = since ? Time : null, Until = until ? Time : null };
        Location? cursor = cursorTopic ? new Location(LocationKind.Kafka, "cursors") : null;

        CommandException? refusal = (CommandException?)Record.Exception(() => ReadingFault.ThrowIfAny(input, cursor, follows));

        Assert.Equal(reason is null, refusal is null);
        if (reason is null) return;
        Assert.Contains(reason, refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }
}
